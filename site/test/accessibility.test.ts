import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import axe from 'axe-core';
import type { Browser } from 'puppeteer-core';

import { launch, open } from './browsers.js';
import { openPlayground, textOf, valueOf, waitForVerdict } from './playground-page.js';
import { serveSite, type SiteServer } from './site-server.js';

const PAGES = {
  'the home page': '/',
  'the start of the guide': '/guide/',
  'the map of verdicts': '/providers/',
  'a provider': '/providers/stripe.html',
  'the playground': '/playground.html#provider=makecommerce&reply=1001',
} as const;

describe('the site', { timeout: 240_000 }, () => {
  let server: SiteServer;
  let browser: Browser;

  before(async () => {
    server = await serveSite();
    browser = await launch('Chromium');
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  for (const [name, path] of Object.entries(PAGES))
    for (const theme of ['light', 'dark'])
      test(`${name} is accessible when it is ${theme}`, async () => {
        const { page, complaints } = await open(browser, 'about:blank');
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await page.goto(server.origin + path, { waitUntil: 'networkidle0' });
        const isDark = await page.evaluate(() => document.documentElement.classList.contains('dark'));
        assert.equal(isDark, theme === 'dark');
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate(() => axe.run());
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]),
          [],
        );
        assert.ok(passes.length > 15);
        assert.deepEqual(
          complaints.filter((complaint) => !complaint.includes(server.origin)),
          [],
        );
        await page.close();
      });

  for (const [name, path] of Object.entries(PAGES))
    test(`${name} is no wider than a telephone`, async () => {
      const { page } = await open(browser, server.origin + path, { width: 360, height: 740 });
      await page.waitForNetworkIdle();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      await page.close();
    });

  test('the playground is used with the keyboard alone', async () => {
    const { page } = await openPlayground(browser, server.origin);
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('name') ?? null);
    for (let presses = 0; (await focused()) !== 'provider' && presses < 30; presses += 1)
      await page.keyboard.press('Tab');
    assert.equal(await focused(), 'provider');
    const outline = await page.evaluate(() => {
      const element = document.activeElement;
      return element ? getComputedStyle(element).outlineStyle : '';
    });
    assert.equal(outline, 'solid');
    await page.keyboard.type('payp', { delay: 30 });
    assert.equal(await valueOf(page, 'provider'), 'paypaga');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => location.hash.includes('reply='));
    for (const name of ['status', 'method', 'body', 'headers', 'key', 'url']) {
      await page.keyboard.press('Tab');
      assert.equal(await focused(), name);
    }
    await page.close();
  });

  test('a word of a provider leads to its reply in the playground', async () => {
    const { page } = await open(browser, `${server.origin}/providers/paystand.html`);
    await page.click('.verdict-map a[href$="reply=cardFailure"]');
    await page.waitForSelector('.playground-card');
    await waitForVerdict(page, 'declined');
    assert.match(await textOf(page, 'h1'), /Playground/);
    await page.close();
  });

  test('the search finds its way without asking anybody', async () => {
    const { page, complaints } = await open(browser, `${server.origin}/guide/`);
    await page.waitForNetworkIdle();
    await page.click('.DocSearch-Button');
    await page.waitForSelector('.search-input');
    await page.type('.search-input', 'retrySafely');
    await page.waitForSelector('.results a');
    assert.match(await textOf(page, '.results'), /Retrying without charging twice/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
