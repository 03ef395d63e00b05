import { readdirSync, readFileSync } from 'node:fs';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/**
 * Every fixture, with its body in both forms: `reply` as `normalize` takes it, its body decoded as a client would;
 * `bytes` as they go over the wire.
 */
export function loadFixtures() {
  return readdirSync(FIXTURES).flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, FIXTURES))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => fixtureOf(folder, file)),
  );
}

function fixtureOf(folder, file) {
  const { now, reply, request, expected } = JSON.parse(
    readFileSync(new URL(`${folder}/${file}`, FIXTURES), 'utf8'),
  );
  const { status, headers } = reply;
  const bytes = bytesOf(reply);
  return {
    folder,
    name: `${folder}/${file.replace('.json', '')}`,
    reply: { status, headers, body: bytes?.toString('utf8') },
    bytes,
    now,
    request,
    expected,
  };
}

function bytesOf({ body, text, base64 }) {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (text !== undefined) return Buffer.from(text);
  return body === undefined ? undefined : Buffer.from(JSON.stringify(body));
}
