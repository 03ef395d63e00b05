import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { findOrInstall } from '../../test/runtimes/system-packages.mjs';

/** The browsers that the site is tried in: those of Debian. */
export const BROWSERS = ['Chromium', 'Firefox'] as const;

const PROGRAMS = {
  Chromium: { kind: 'chrome', program: 'chromium', switches: ['--no-sandbox', '--disable-gpu', '--lang=en'] },
  Firefox: { kind: 'firefox', program: 'firefox-esr', switches: [] },
} as const;

const SLOWEST_ANSWER_MS = 120_000;

/** Starts a browser without a window; what is missing is installed. */
export async function launch(name: (typeof BROWSERS)[number]): Promise<Browser> {
  const { kind, program, switches } = PROGRAMS[name];
  return puppeteer.launch({
    browser: kind,
    executablePath: await findOrInstall(program, program),
    headless: true,
    args: [...switches],
    protocolTimeout: SLOWEST_ANSWER_MS,
  });
}

/** A page, and what it did that none should. */
export interface WatchedPage {
  readonly page: Page;
  /** Exceptions, whatever the console shows, and requests to anybody but the site. */
  readonly complaints: readonly string[];
}

/** Opens an address of the site, and watches what it does. */
export async function open(
  browser: Browser,
  address: string,
  viewport = { width: 1280, height: 900 },
): Promise<WatchedPage> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const { origin } = new URL(address);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) complaints.push(`asked ${url}`);
  });
  await page.setViewport(viewport);
  await page.goto(address, { waitUntil: 'load' });
  return { page, complaints };
}
