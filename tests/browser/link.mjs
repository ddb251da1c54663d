// The link between a device and the server: real TCP that can be slow, cut, or cut at the worst moment.

import net from 'node:net';

/** Listens on a port of its own, so that the server behind it may go and come back; `url` is what the browser visits. */
export async function startLink(server) {
  const open = new Set();
  const link = {
    requests: [],            // ids of responses in each POST, in order
    isCut: false,
    answersCut: false,       // requests arrive, answers do not
    requestBytes: Infinity,  // of a POST that pass before the link is cut
    answerDelay: 0,          // milliseconds
    lost: undefined,         // a request that this matches gets no answer
    between: undefined,      // {status, type, body} that somebody between answers everything with
    received: 0,             // bytes that came to the device
    cut() {
      link.isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      Object.assign(link, { isCut: false, answersCut: false, requestBytes: Infinity, answerDelay: 0, lost: undefined, between: undefined });
    },
    close: () => new Promise((resolve) => { link.cut(); listener.close(resolve); }),
  };
  const listener = net.createServer((device) => {
    if (link.isCut) return void device.destroy();
    const far = net.connect(Number(new URL(server.url).port), '127.0.0.1');
    for (const socket of [device, far]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    device.on('close', () => far.destroy());
    // Not before the server's last answer, which may still be on its way.
    far.on('close', () => setTimeout(() => device.end(), link.answerDelay));
    let isPost = false;
    let passed = 0;
    let ids;
    let tail = '';  // of a POST so far: the end, which an id may begin
    device.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (link.lost?.test(text)) return void device.destroy();
      if (/^POST |\r\nPOST /.test(text)) {
        isPost = true;
        passed = 0;
        tail = '';
        link.requests.push(ids = []);
      }
      if (isPost) {
        passed += bytes.length;
        ids.push(...[...(tail + text).matchAll(/"id":"([0-9a-f]{32})"/g)].map(([, id]) => id));
        tail = (tail + text).slice(-38);  // a character less than a match, so that none is found again
        if (passed > link.requestBytes) return void link.cut();
      }
      if (link.between) {
        const { status, type, body } = link.between;
        return void device.end(`HTTP/1.1 ${status} .\r\nContent-Type: ${type}\r\nConnection: close\r\n\r\n${body}`);
      }
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (link.answersCut && isPost) return void link.cut();
      link.received += bytes.length;
      setTimeout(() => { if (!device.destroyed) device.write(bytes); }, link.answerDelay);
    });
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  link.url = `http://127.0.0.1:${listener.address().port}/`;
  return link;
}
