import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Longer than any runtime needs for the checks, by far. */
const LONGEST_RUN_MS = 120_000;

const running = new Set();

process.on('exit', () => {
  for (const child of running) stop(child);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/**
 * Starts a program that is stopped, with all that it starts, at the latest when this process ends.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(program, parameters, options = {}) {
  // In a process group of its own, so that what it starts can be stopped with it.
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  running.add(child);
  child.once('error', () => running.delete(child));
  return child;
}

/** Stops a program that was started here, and all that it started. */
export function stop(child) {
  running.delete(child);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/**
 * Waits for what a started program writes first.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('node:stream').Readable} stream One of its outputs.
 * @returns {Promise<string>}
 */
export async function firstOutput(child, stream) {
  const ending = once(child, 'exit').then(([exitCode]) => {
    throw new Error(`${child.spawnfile} ended with ${exitCode} before it was ready`);
  });
  const [chunk] = await Promise.race([once(stream, 'data'), ending]);
  ending.catch(() => undefined); // it is stopped later
  return String(chunk);
}

/**
 * Runs a program to its end and gives what it printed.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ output: string, complaints: string }>}
 */
export async function run(program, parameters, options = {}) {
  const { limitMs = LONGEST_RUN_MS, ...spawnOptions } = options;
  const child = start(program, parameters, spawnOptions);
  const printed = { output: '', complaints: '' };
  child.stdout?.on('data', (chunk) => (printed.output += chunk));
  child.stderr?.on('data', (chunk) => (printed.complaints += chunk));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop(child);
  }, limitMs);
  try {
    const exitCode = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (exitCode === 0) return printed;
    const ending = timedOut ? `did not end within ${limitMs} ms` : `ended with ${exitCode}`;
    throw new Error(
      `${[program, ...parameters].join(' ')} ${ending}\n${printed.output}${printed.complaints}`,
    );
  } finally {
    clearTimeout(timer);
    stop(child);
  }
}
