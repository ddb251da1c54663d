// Half-sent headers from some addresses, and meanwhile ten honest requests from another: "node half-sent.mjs COUNT ADDRESS,… HONEST". Says
// how many connections of each address were held, how many requests were served, and the milliseconds of the slowest.

import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const [count, addresses, honest] = process.argv.slice(2);
const hostFor = (address) => (net.isIPv6(address) ? '::1' : '127.0.0.1');

const crowds = addresses.split(',').map((address) => Array.from({ length: Number(count) }, () => {
  const socket = net.connect({ port: 80, host: hostFor(address), localAddress: address });
  socket.once('connect', () => { socket.isHeld = true; }).on('error', () => {}).once('close', () => { socket.isHeld = false; });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ');
  return socket;
}));
await sleep(1500);
const held = crowds.map((sockets) => sockets.filter(({ isHeld }) => isHeld).length);

let served = 0;
let longest = 0;
for (let i = 0; i < 10; ++i) {
  const began = Date.now();
  await new Promise((resolve) => {
    http.get({ port: 80, host: hostFor(honest), localAddress: honest, agent: false, headers: { Host: 'localhost' } }, (response) => {
      served += response.statusCode === 301;
      response.resume().once('end', resolve);
    }).once('error', resolve);
  });
  longest = Math.max(longest, Date.now() - began);
}
for (const socket of crowds.flat()) socket.destroy();
console.log(JSON.stringify({ held, served, longest }));
