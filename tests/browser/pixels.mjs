// What the screen really shows: colours of pixels, and the contrast between them (WCAG 2.1).

/**
 * What a part of the page shows: `rows` of its middle column from top to bottom, all colours, the most common first, and the `box`, on the
 * screen, of all that stands out from its upper left corner.
 */
export async function pixels(page, clip) {
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async ([bytes, { x, y, width: cssWidth }]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const at = (n) => [data[4 * n], data[4 * n + 1], data[4 * n + 2]];
    const counts = new Map();
    for (let n = 0; n < width * height; n += 1) {
      const key = at(n).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const colors = [...counts].sort(([, one], [, other]) => other - one).map(([key]) => key.split(',').map(Number));
    const standsOut = (n) => at(n).reduce((sum, value, i) => sum + Math.abs(value - at(0)[i]), 0) > 90;
    const found = Array.from({ length: width * height }, (_, n) => n).filter(standsOut);
    const [columns, lines] = [found.map((n) => n % width).sort((a, b) => a - b), found.map((n) => Math.floor(n / width))];
    const css = cssWidth / width;
    const box = { left: x + columns[0] * css, right: x + (columns.at(-1) + 1) * css, top: y + lines[0] * css, bottom: y + (lines.at(-1) + 1) * css };
    return { colors, box, rows: Array.from({ length: height }, (_, row) => at(row * width + Math.floor(width / 2))) };
  }, [png, clip]);
}

const luminance = (color) => {
  const [r, g, b] = color.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
export const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** The contrast between a part's most common colour and the one that stands out most: of a text on its ground. */
export async function textContrast(page, clip) {
  const { colors } = await pixels(page, clip);
  return Math.max(...colors.map((color) => contrast(color, colors[0])));
}
