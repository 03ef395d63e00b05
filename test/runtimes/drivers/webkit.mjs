import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { firstOutput, start, stop } from '../processes.mjs';
import { CHECKS_PAGE, POLICY_PAGE } from './browser.mjs';

const RUN_MS = 60_000;
const START_MS = 10_000;

/**
 * Opens the pages in WebKitGTK's MiniBrowser, over WebDriver, on a display of its own.
 *
 * @param {object} options
 * @param {string} options.displayServer The program Xvfb.
 * @param {string} options.driver The program WebKitWebDriver.
 * @param {string} options.folder Where the browser may write.
 * @param {string} options.origin
 */
export async function runWebkit({ displayServer, driver, folder, origin }) {
  const display = start(displayServer, ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const port = await freePort();
  let server;
  try {
    const number = await firstOutput(display, display.stdio[3]);
    server = start(driver, ['--host=127.0.0.1', `--port=${port}`], {
      stdio: 'ignore',
      env: { PATH: process.env.PATH, HOME: folder, DISPLAY: `:${number.trim()}` },
    });
    return await openPages(webDriver(`http://127.0.0.1:${port}`), origin);
  } finally {
    if (server) stop(server);
    stop(display);
  }
}

async function openPages(command, origin) {
  await becomeReady(command);
  const { sessionId, capabilities } = await command('POST', '/session', { capabilities: {} });
  const session = `/session/${sessionId}`;
  try {
    await command('POST', `${session}/timeouts`, { script: RUN_MS });
    const resultsOf = async (url) => {
      await command('POST', `${session}/url`, { url });
      return command('POST', `${session}/execute/async`, { script: AWAIT_RESULTS, args: [] });
    };
    const policy = await resultsOf(origin + POLICY_PAGE);
    const checks = await resultsOf(origin + CHECKS_PAGE);
    return {
      version: capabilities.browserVersion,
      passed: policy.passed + checks.passed,
      failures: [...policy.failures, ...checks.failures],
    };
  } finally {
    await command('DELETE', session);
  }
}

const AWAIT_RESULTS = `
  const end = arguments[0];
  Promise.resolve(globalThis.results).then(end, (error) => end({ passed: 0, failures: [String(error)] }));
`;

async function becomeReady(command) {
  const giveUpAt = Date.now() + START_MS;
  for (;;) {
    const status = await command('GET', '/status').catch((thrown) => {
      if (Date.now() > giveUpAt) throw thrown;
    });
    if (status?.ready) return;
    await wait(50);
  }
}

/** @see https://www.w3.org/TR/webdriver2/ */
function webDriver(address) {
  return async (method, path, parameters) => {
    const response = await fetch(address + path, {
      method,
      body: parameters && JSON.stringify(parameters),
      signal: AbortSignal.timeout(RUN_MS),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
