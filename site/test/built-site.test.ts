import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { BUILT } from './site-server.js';

const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(BUILT + file, 'utf8');
const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, read(file)]));

test('there are pages', () => {
  assert.ok(pages.size > 50, String(pages.size));
});

describe('nothing is loaded from elsewhere', () => {
  test('by a page', () => {
    const loading = /<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*>/g;
    for (const [file, html] of pages)
      for (const [tag] of html.matchAll(loading)) {
        const [, address = ''] = /\b(?:src|href|data)="([^"]*)"/.exec(tag) ?? [];
        assert.ok(!/^(?:[a-z]+:)?\/\//i.test(address), `${file}: ${tag}`);
      }
  });

  test('by a style sheet', () => {
    const sheets = files.filter((file) => file.endsWith('.css'));
    assert.ok(sheets.length > 1);
    for (const file of sheets) assert.doesNotMatch(read(file), /url\(["']?(?:https?:)?\/\/|@import/);
  });

  test('as a font', () => {
    assert.deepEqual(
      files.filter((file) => /\.(?:woff2?|ttf|otf)$/.test(file)),
      [],
    );
  });
});

describe('a strict Content-Security-Policy', () => {
  for (const [file, html] of pages)
    test(`can be kept by ${file}`, () => {
      assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'self';/);
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle="|\son[a-z]+="/);
    });
});

test('every link of a page leads to a page and a place that are there', () => {
  let count = 0;
  for (const [file, html] of pages)
    for (const [, target = ''] of html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)) {
      const { origin, pathname, hash } = new URL(target.replaceAll('&amp;', '&'), `http://site/${file}`);
      if (origin !== 'http://site' || hash.startsWith('#provider=')) continue;
      count += 1;
      const page = pages.get(pathname.slice(1).replace(/(^|\/)$/, '$1index.html'));
      assert.ok(page !== undefined, `${file}: ${target}`);
      const id = decodeURIComponent(hash.slice(1));
      assert.ok(id === '' || page.includes(`id="${id}"`), `${file}: ${target}`);
    }
  assert.ok(count > 2_000, String(count));
});

describe('a provider has a page with all of its answers', () => {
  const files = readdirSync(new URL('../../src/providers/', import.meta.url));
  const providers = files.filter((file) => file.endsWith('.ts'));
  assert.ok(providers.length > 9);
  for (const file of providers) {
    const name = file.replace('.ts', '');
    test(name, () => {
      const html = pages.get(`providers/${name}.html`) ?? '';
      const answers = new Set(
        [...html.matchAll(/href="\.\.\/playground\.html#provider=[^"]+reply=([^"]+)"/g)].map(
          ([, reply]) => reply,
        ),
      );
      const rows = html.match(/<tr><td>.*?<\/tr>/gs) ?? [];
      assert.ok(rows.length > 3);
      assert.equal(answers.size, rows.length);
    });
  }
});
