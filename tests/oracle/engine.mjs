// The engine as a child that is asked line by line. One that ended is told as {crashed}, and started anew.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Engine {
  #binary;
  #child = null;
  #waiting = [];

  constructor(binary) { this.#binary = binary; }

  #start() {
    const child = spawn(this.#binary, { stdio: ['pipe', 'pipe', 'ignore'] });
    child.on('error', (error) => { this.#ended(child, String(error)); });
    child.on('exit', (code, signal) => { this.#ended(child, `ended with ${signal ?? code}`); });
    child.stdin.on('error', () => {});  // what ended says so itself
    createInterface({ input: child.stdout }).on('line', (line) => { this.#waiting.shift()?.(JSON.parse(line)); });
    this.#child = child;
  }
  #ended(child, why) {
    if (this.#child !== child) return;
    this.#child = null;
    for (const answer of this.#waiting.splice(0)) answer({ crashed: why });
  }
  /** One question at a time. */
  facts(definition, answers) {
    if (!this.#child) this.#start();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin.write(`${JSON.stringify({ definition, answers })}\n`);
    });
  }
  close() {
    const child = this.#child;
    this.#child = null;
    child?.stdin.end();
  }
}
