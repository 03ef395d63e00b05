import type { Browser, Page } from 'puppeteer-core';

import { open, type WatchedPage } from './browsers.js';

const CARD = '.playground-card';

/** Opens the playground, and waits for its verdict. */
export async function openPlayground(browser: Browser, origin: string, hash = ''): Promise<WatchedPage> {
  const opened = await open(browser, `${origin}/playground.html${hash}`);
  await opened.page.waitForSelector(CARD);
  return opened;
}

/** Puts a text in place of what a field holds, by cutting and pasting with the keyboard. */
export async function paste(page: Page, field: string, text: string): Promise<void> {
  await page.$eval(
    `[name=${field}]`,
    (element, value) => {
      const input = element as HTMLTextAreaElement; // the fields that one can paste into
      input.focus();
      input.value = value;
      input.select();
    },
    text,
  );
  await page.keyboard.down('Control');
  await page.keyboard.press('x');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
}

/** Waits until the verdict has a text. */
export async function waitForVerdict(page: Page, text: string): Promise<void> {
  await page
    .waitForFunction(
      (selector, wanted) => document.querySelector(selector)?.textContent.includes(wanted) === true,
      { timeout: 20_000 },
      CARD,
      text,
    )
    .catch(async () => {
      throw new Error(`expected “${text}” in: ${await textOf(page, CARD)}`);
    });
}

/** Gives the text of an element, with single spaces. */
export async function textOf(page: Page, selector: string): Promise<string> {
  const text = await page.$eval(selector, (element) => element.textContent);
  return text.replace(/\s+/g, ' ').trim();
}

/** Gives what a field holds. */
export async function valueOf(page: Page, field: string): Promise<string> {
  return page.$eval(`[name=${field}]`, (element) => (element as HTMLInputElement).value); // a field of the form
}
