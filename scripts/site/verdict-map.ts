import type { Outcome } from '../../src/error/words.js';
import type { Provider } from '../../src/provider/definition.js';
import type { JudgedRow } from '../judged-rows.js';
import { type Lane, lanesOf } from './verdict-lanes.js';

/** What an outcome means for the money, in words, with a sign that does without colour. */
const OUTCOMES: Readonly<Record<Outcome, { readonly sign: string; readonly words: string }>> = {
  performed: { sign: '●', words: 'Already done' },
  unknown: { sign: '◐', words: 'In doubt' },
  not_performed: { sign: '○', words: 'Nothing happened' },
};

/** What the parts of a map mean, as Markdown. */
export const LEGEND = `<ul class="verdict-legend">
${Object.entries(OUTCOMES)
  .map(
    ([outcome, { sign, words }]) =>
      `<li class="${outcome}"><span aria-hidden="true">${sign}</span> ${words}</li>`,
  )
  .join('\n')}
</ul>`;

/** Gives a bar whose parts are as long as there are answers of each outcome, as HTML. */
export function verdictBar(provider: Provider): string {
  const counts = countsOf(lanesOf(provider));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  let start = 0;
  const parts = counts.map(([outcome, count]) => {
    const part = `<rect class="${outcome}" x="${String(start)}" y="0" width="${String(count)}" height="1" />`;
    start += count;
    return part;
  });
  const words = counts.map(([outcome, count]) => `${OUTCOMES[outcome].words}: ${String(count)}`).join(', ');
  return `<svg class="verdict-bar" role="img" aria-label="${words}" viewBox="0 0 ${String(total)} 1" preserveAspectRatio="none">${parts.join('')}</svg>`;
}

function countsOf(lanes: readonly Lane[]): readonly (readonly [Outcome, number])[] {
  const counts = new Map<Outcome, number>();
  for (const { outcome, rows } of lanes) counts.set(outcome, (counts.get(outcome) ?? 0) + rows.length);
  return [...counts];
}

/** Gives how many answers there are of each verdict, as HTML. */
export function verdictCounts(provider: Provider): string {
  const rows = lanesOf(provider).map(
    ({ outcome, advice, rows: { length } }) =>
      `<tr><th scope="row" class="${outcome}">${outcomeWords(outcome)}</th><td>${advice}</td><td>${String(length)}</td></tr>`,
  );
  return `<table class="verdict-counts"><thead><tr><th scope="col">The money</th><th scope="col">Sending again</th><th scope="col">Answers</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

/** Gives every answer of a provider under its verdict, each with a link to the playground, as HTML. */
export function verdictMap(provider: Provider): string {
  const links = linksOf(provider);
  const lanes = lanesOf(provider).map(
    ({ outcome, advice, rows }) =>
      `<tr class="${outcome}"><th scope="row">${outcomeWords(outcome)}<small>${advice}</small></th>` +
      `<td><ul>${rows.map((row) => `<li>${links.get(row.row.row) ?? ''}</li>`).join('')}</ul></td></tr>`,
  );
  return `<table class="verdict-map" v-pre><tbody>\n${lanes.join('\n')}\n</tbody></table>`;
}

function outcomeWords(outcome: Outcome): string {
  const { sign, words } = OUTCOMES[outcome];
  return `<span aria-hidden="true">${sign}</span> ${words}`;
}

/** The playground names the replies as `documentedErrors` does; the second of a name that two tables have is `name~2`. */
function linksOf(provider: Provider): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  const rows = lanesOf(provider).flatMap((lane) => lane.rows);
  return new Map(
    inTableOrder(rows).map(({ row: { row, name, table } }) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const reply = count === 1 ? name : `${name}~${String(count)}`;
      const hash = new URLSearchParams({ provider: provider.name, reply }).toString();
      const label = table === 'httpStatuses' ? `HTTP ${name}` : name;
      return [row, `<a href="../playground.html#${escaped(hash)}">${escaped(label)}</a>`];
    }),
  );
}

const TABLES = ['codes', 'types', 'broadTypes', 'httpStatuses', 'states'];

function inTableOrder(rows: readonly JudgedRow[]): readonly JudgedRow[] {
  return [...rows].sort((one, other) => TABLES.indexOf(one.row.table) - TABLES.indexOf(other.row.table));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
