import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

import sharp from 'sharp';

import { launch } from './browsers.js';
import { openPlayground } from './playground-page.js';
import { serveSite } from './site-server.js';

const PICTURE = new URL('../../docs/playground.png', import.meta.url);
const SIZE = { width: 1120, height: 640 };

const MOST_BYTES = 60_000;

/** The fonts of another machine make another picture: it is written when one asks for it. */
const isWanted = process.env['UPDATE_PICTURE'] !== undefined;

test('a small picture of the playground stands in the README', async () => {
  const server = await serveSite();
  const browser = await launch('Chromium');
  try {
    const { page } = await openPlayground(browser, server.origin);
    await page.setViewport(SIZE);
    await page.waitForNetworkIdle();
    const picture = await sharp(await page.screenshot())
      .png({ palette: true, colours: 64, effort: 10 })
      .toBuffer();
    assert.ok(picture.length < MOST_BYTES, `${String(picture.length)} bytes`);
    if (isWanted) writeFileSync(PICTURE, picture);
  } finally {
    await browser.close();
    server.close();
  }
  const shown = readFileSync(PICTURE);
  assert.ok(shown.length < MOST_BYTES, `${String(shown.length)} bytes`);
  const { width, height } = await sharp(shown).metadata();
  assert.deepEqual({ width, height }, SIZE);
  assert.match(
    readFileSync(new URL('../../README.md', import.meta.url), 'utf8'),
    /\/docs\/playground\.png\)/,
  );
});
