// Debian's Firefox, driven over WebDriver BiDi. It has a screen in memory (Xvfb), as without any it has no WebGL.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

/** Starts it with these preferences; `close` ends it and its screen. */
export async function startFirefox(preferences = {}) {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const display = await new Promise((resolve) => createInterface({ input: screen.stdout }).once('line', resolve));
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, env: { ...process.env, DISPLAY: `:${display}` },
    extraPrefsFirefox: preferences,
  });
  return {
    newPage: () => browser.newPage(),
    async close() {
      await browser.close();
      screen.kill();
    },
  };
}
