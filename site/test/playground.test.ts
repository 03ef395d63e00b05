import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import type { Browser, Page } from 'puppeteer-core';

import { BROWSERS, launch } from './browsers.js';
import { openPlayground, paste, textOf, valueOf, waitForVerdict } from './playground-page.js';
import { serveSite, type SiteServer } from './site-server.js';

const REFUSED = '{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds"}}';

for (const name of BROWSERS)
  describe(name, { timeout: 240_000 }, () => {
    let server: SiteServer;
    let browser: Browser;
    let page: Page;
    let complaints: readonly string[] = [];

    before(async () => {
      server = await serveSite();
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      server.close();
    });
    afterEach(async () => {
      await page.close();
      assert.deepEqual(complaints, []);
      assert.deepEqual(server.violations, []);
    });

    async function start(hash?: string): Promise<void> {
      ({ page, complaints } = await openPlayground(browser, server.origin, hash));
    }

    test('shows a charge in doubt to begin with', async () => {
      await start();
      assert.match(
        await textOf(page, '.playground-card'),
        /The money may have moved.*provider_unavailable.*Look it up/,
      );
    });

    test('judges what is pasted', async () => {
      await start('#provider=stripe&status=402&method=POST');
      await paste(page, 'body', REFUSED);
      await waitForVerdict(page, 'insufficient_funds');
      assert.match(await textOf(page, '.playground-card'), /Nothing happened.*Ask the payer to add money/);
      assert.match(await textOf(page, '.playground-payer'), /not enough money/);
      assert.match(await textOf(page, '.playground-payer'), /German.*Konto/);
      assert.match(await textOf(page, '.playground-workings'), /stripe answered HTTP 402/);
      assert.equal(JSON.parse(await textOf(page, '.playground-json')).declineReason, 'insufficient_funds');
    });

    test('takes a whole answer apart, as curl -i prints it', async () => {
      await start('#provider=stripe&method=POST');
      await paste(page, 'body', `HTTP/1.1 402 Payment Required\r\nRequest-Id: req_81\r\n\r\n${REFUSED}`);
      await waitForVerdict(page, 'insufficient_funds');
      assert.equal(await valueOf(page, 'status'), '402');
      assert.equal(await valueOf(page, 'headers'), 'Request-Id: req_81');
      assert.equal(JSON.parse(await textOf(page, '.playground-json')).requestId, 'req_81');
    });

    test('shows what is picked, and has a short address for it', async () => {
      await start();
      await page.select('[name=provider]', 'paysg');
      await page.select('[name=reply]', 'idempotent_request_in_progress');
      await waitForVerdict(page, 'idempotency_conflict');
      assert.equal(new URL(page.url()).hash, '#provider=paysg&reply=idempotent_request_in_progress');
      assert.equal(await valueOf(page, 'status'), '409');
    });

    test('says when a key does not count, and counts it where it does', async () => {
      await start('#provider=getpaid&status=503&method=POST&key=order-81');
      await waitForVerdict(page, 'The key does not count');
      await paste(page, 'url', 'https://api.getpaid.example/payments');
      await waitForVerdict(page, 'only with the very same key');
      assert.doesNotMatch(await textOf(page, '.playground-card'), /does not count/);
      await page.select('[name=method]', 'GET');
      await waitForVerdict(page, 'This request only reads');
    });

    test('can be shared: the address says it all', async () => {
      await start('#provider=paypal&status=422&method=POST');
      await paste(page, 'body', '{"name":"é & = # + %20","details":[{"issue":"INSTRUMENT_DECLINED"}]}');
      await paste(page, 'key', 'order 4821');
      await waitForVerdict(page, 'declined');
      await page.waitForFunction(() => location.hash.includes('4821'));
      const [card, body] = [await textOf(page, '.playground-card'), await valueOf(page, 'body')];
      const { hash } = new URL(page.url());
      await page.close();
      await start(hash);
      assert.equal(await textOf(page, '.playground-card'), card);
      assert.equal(await valueOf(page, 'body'), body);
      assert.equal(await valueOf(page, 'key'), 'order 4821');
    });

    test('goes back and forward by steps, and over other pages', async () => {
      await start('#provider=stripe&reply=card_declined');
      const first = await textOf(page, '.playground-card');
      await page.select('[name=reply]', 'rate_limit');
      await waitForVerdict(page, 'rate_limited');
      await paste(page, 'status', '500');
      await waitForVerdict(page, 'provider_error');
      await page.click('.VPNavBarMenuLink[href="/changelog.html"]');
      await page.waitForSelector('.playground', { hidden: true });
      const go = (steps: number): Promise<void> => page.evaluate((count) => history.go(count), steps);
      await go(-1);
      await page.waitForSelector('.playground-card');
      await waitForVerdict(page, 'provider_error');
      await go(-1);
      await waitForVerdict(page, 'rate_limited');
      assert.equal(await valueOf(page, 'reply'), 'rate_limit');
      await go(-1);
      await waitForVerdict(page, 'declined');
      assert.equal(await textOf(page, '.playground-card'), first);
      await go(1);
      await waitForVerdict(page, 'rate_limited');
    });

    test('gives a verdict on junk too', async () => {
      await start('#provider=nobody&reply=nothing&status=abc&headers=:&body=%00{');
      await waitForVerdict(page, 'invalid_response');
      assert.equal(await valueOf(page, 'provider'), 'paystand');
      for (const body of ['null', '[[[', '"', '\u{1F4B8}'.repeat(50), `${'['.repeat(10_000)}`]) {
        await paste(page, 'body', body);
        await waitForVerdict(page, 'The money may have moved');
      }
    });

    test('stays awake with a body of 2 MB', async () => {
      await start('#provider=stripe&status=402&method=POST');
      const body = JSON.stringify({
        error: {
          type: 'card_error',
          code: 'card_declined',
          decline_code: 'expired_card',
          message: 'x '.repeat(500_000),
        },
        lines: Array.from({ length: 30_000 }, (_, index) => ({
          id: `line_${String(index)}`,
          text: 'some words of it',
        })),
      });
      assert.ok(body.length > 2_000_000);
      await page.evaluate(watchForFreezes);
      await paste(page, 'body', body);
      await waitForVerdict(page, 'expired_card');
      const longest = await page.evaluate(() => Reflect.get(globalThis, 'longestFreeze') as number); // set by watchForFreezes
      assert.ok(longest < 3_000, `${String(Math.round(longest))} ms`);
      await page.waitForFunction(() => document.body.textContent.includes('It is too short for: body'));
      assert.ok(page.url().length < 4_200);
    });

    test('holds where the policy forbids to evaluate code', async () => {
      await start();
      const refusal = await page.evaluate(
        async () =>
          new Promise((resolve) => {
            setTimeout(() => {
              try {
                resolve(typeof new Function('return 1'));
              } catch (thrown) {
                resolve((thrown as Error).name); // what the engine throws
              }
            });
          }),
      );
      assert.equal(refusal, 'EvalError');
      await waitFor(() => server.violations.length > 0);
      assert.match(server.violations[0] ?? '', /eval/);
      (server.violations as string[]).length = 0; // asked for
      complaints = [];
    });
  });

/** Runs in the page: notes the longest time that nothing else got its turn. */
function watchForFreezes(): void {
  let last = performance.now();
  let longest = 0;
  setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    Reflect.set(globalThis, 'longestFreeze', longest);
  }, 10);
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let attempts = 0; !condition() && attempts < 100; attempts += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
