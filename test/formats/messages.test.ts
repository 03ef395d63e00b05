import { readdirSync } from 'node:fs';

import { describe, expect, expectTypeOf, test } from 'vitest';

import { PAYER_SITUATIONS, type PayerMessages, type PayerSituation } from '../../src/index.js';
import { en } from '../../src/formats/messages/en.js';
import { PROVIDERS } from '../fixtures.js';

const FOLDER = new URL('../../src/formats/messages/', import.meta.url);

/** The words for “nothing was charged”, and the letters that the language is written in. */
const LANGUAGES: Readonly<Record<string, { readonly nothingCharged: string; readonly letters: RegExp }>> = {
  de: { nothingCharged: 'nichts abgebucht', letters: /[a-zäöüß]/i },
  en: { nothingCharged: 'nothing was charged', letters: /[a-z]/i },
  es: { nothingCharged: 'no se cobró nada', letters: /[a-záéíóúüñ]/i },
  et: { nothingCharged: 'raha ei võetud', letters: /[a-zõäöü]/i },
  fr: { nothingCharged: 'rien n’a été débité', letters: /[a-zàâçéèêëîïôùû]/i },
  lt: { nothingCharged: 'pinigai nebuvo nuskaičiuoti', letters: /[a-ząčęėįšųūž]/i },
  lv: { nothingCharged: 'nauda netika noņemta', letters: /[a-zāčēģīķļņšūž]/i },
  ms: { nothingCharged: 'tiada wang diambil', letters: /[a-z]/i },
  pt: { nothingCharged: 'nada foi cobrado', letters: /[a-záâãàçéêíóôõú]/i },
  ta: { nothingCharged: 'பணம் எதுவும் எடுக்கப்படவில்லை', letters: /\p{Script=Tamil}/u },
  zh: { nothingCharged: '没有扣款', letters: /\p{Script=Han}/u },
};

const SAYING_NOTHING_CHARGED: readonly PayerSituation[] = ['canceled', 'timed_out', 'try_later', 'our_fault'];

/** Every language, by the file that is called after it. */
const MESSAGES = await Promise.all(
  readdirSync(FOLDER).map(async (file) => {
    const language = file.replace('.ts', '');
    const module = (await import(new URL(file, FOLDER).href)) as Readonly<Record<string, PayerMessages>>;
    const messages = module[language];
    if (!messages) throw new Error(`${file}: expected an export called ${language}`);
    return { language, messages };
  }),
);

test('there are these languages', () => {
  expect(MESSAGES.map(({ language }) => language).sort()).toEqual(Object.keys(LANGUAGES));
});

describe.each(MESSAGES)('$language', ({ language, messages }) => {
  const texts = Object.entries(messages);
  const facts = LANGUAGES[language];
  if (!facts) throw new Error(`${language}: expected its facts`);

  test('has a text for everything that English has one for, and for nothing else', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(messages)).toEqual(expect.arrayContaining([...PAYER_SITUATIONS]));
  });

  test('says something else in each situation, and in its own words', () => {
    expect(new Set(texts.map(([, text]) => text)).size).toBe(texts.length);
    if (language === 'en') return;
    for (const [key, text] of texts) expect(text, key).not.toBe(en[key as keyof typeof en]); // it has the same keys
  });

  test('loses no placeholder and invents none', () => {
    for (const [key, text] of texts)
      expect(text.match(/\{[^}]*\}|[{}%$]/g) ?? [], key).toEqual(
        key === 'field_not_one_of' ? ['{allowed}'] : [],
      );
  });

  test('tells a situation in one sentence, and what to do next in another', () => {
    for (const situation of PAYER_SITUATIONS)
      expect(messages[situation], situation).toMatch(
        language === 'zh' ? /^[^。.]+。[^。.]+。$/ : /^[^.]+[^.\s]\. [^.]+[^.\s]\.$/,
      );
  });

  test('raises its voice nowhere, and has no odd characters', () => {
    for (const [key, text] of texts) {
      expect(text, key).not.toMatch(/[!¡！]/);
      expect(text, key).not.toMatch(/['"<>&\t\n\p{Cc}]| {2}/u);
      expect(text, key).toBe(text.trim().normalize('NFC'));
    }
  });

  test('is written in the letters of the language', () => {
    for (const [key, text] of texts) {
      const letters = text.replace(/\{allowed\}|PIN/g, '').match(/\p{Letter}/gu) ?? [];
      expect(letters.length, key).toBeGreaterThan(2);
      expect(
        letters.filter((letter) => !facts.letters.test(letter)),
        key,
      ).toEqual([]);
    }
  });

  test('says that nothing was charged in the situations that are never told in doubt, and in no other', () => {
    for (const [key, text] of texts)
      expect(text.includes(facts.nothingCharged), key).toBe(
        SAYING_NOTHING_CHARGED.includes(key as PayerSituation), // or a key for fields, which is none of them
      );
  });

  test('names no provider', () => {
    const all = texts.map(([, text]) => text.toLowerCase()).join('\n');
    for (const { name } of PROVIDERS) if (name !== 'problem') expect(all).not.toContain(name); // a word like any other
  });
});

test('is what payerMessage and toFormErrors take', () => {
  expectTypeOf(en).toExtend<PayerMessages>();
});
