import { writeFileSync } from 'node:fs';

import { defineConfig } from 'vitepress';

import { anchorOf } from '../../scripts/site/sections.js';
import { highlightByClasses } from './highlighting.js';
import { navigation, referenceEntries } from './navigation.js';
import { packageEntries } from './package-entries.js';
import { underPolicy } from './security-policy.js';

const DESCRIPTION = 'What a payment provider answered, whether money may have moved, and what to do next.';
const isBuild = process.argv.includes('build');
const base = process.env['SITE_BASE'] ?? '/';
const highlighting = highlightByClasses();
const { guide, examples, providers } = navigation();

export default defineConfig({
  title: 'payfault',
  description: DESCRIPTION,
  lang: 'en',
  base,
  metaChunk: true,
  appearance: { disableTransition: false }, // which would write a style element, against the policy
  srcExclude: ['generated/**'],
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }],
    ...(isBuild
      ? [['link', { rel: 'stylesheet', href: `${base}highlighting.css` }] as [string, Record<string, string>]]
      : []),
  ],
  markdown: {
    anchor: { slugify: anchorOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    codeTransformers: isBuild ? [highlighting.transformer] : [],
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Guide', link: '/guide/', activeMatch: '^/(guide|examples)/' },
      { text: 'Providers', link: '/providers/', activeMatch: '^/providers/' },
      { text: 'Playground', link: '/playground' },
      { text: 'Reference', link: '/reference/payfault', activeMatch: '^/reference/' },
      { text: 'Changelog', link: '/changelog' },
    ],
    sidebar: {
      '/guide/': [{ text: 'Guide', items: [...guide, { text: 'Examples', link: '/examples/' }] }],
      '/examples/': [{ text: 'Examples', items: examples }],
      '/providers/': [{ text: 'Providers', items: providers }],
      '/reference/': [{ text: 'Reference', items: referenceEntries() }],
    },
    socialLinks: [{ icon: 'github', link: 'https://github.com/payfault/payfault' }],
    docFooter: { prev: 'Before', next: 'Next' },
    externalLinkIcon: true,
    footer: { message: 'MIT licensed. This site asks nobody for anything, and keeps nothing.' },
  },
  vite: {
    plugins: [packageEntries()],
    build: { chunkSizeWarningLimit: 2_000 },
    server: { fs: { allow: ['..'] } }, // the package lies beside the site
  },
  transformHtml: (html, _file, { siteConfig }) => underPolicy(html, base, siteConfig.outDir),
  buildEnd: ({ outDir }) => writeFileSync(`${outDir}/highlighting.css`, highlighting.css()),
});
