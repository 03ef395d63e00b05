import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and a certificate that nobody vouches for, in PEM. */
export interface SelfSignedCertificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a throw-away certificate for 127.0.0.1 that is valid for a day, with a key that never reaches a disk.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function makeSelfSignedCertificate(): SelfSignedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(COMMON_NAME, utf8String('127.0.0.1'))));
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])), // serial number
    ECDSA_WITH_SHA256,
    name,
    validity(),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(sequence(SUBJECT_ALT_NAME, octetString(sequence(ipAddress(127, 0, 0, 1)))))),
  );
  const certificate = sequence(
    toBeSigned,
    ECDSA_WITH_SHA256,
    bitString(sign('sha256', toBeSigned, privateKey)),
  );
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

function validity(): Buffer {
  const now = Date.now();
  const dayMs = 24 * 60 * 60 * 1000;
  return sequence(utcTime(new Date(now - dayMs)), utcTime(new Date(now + dayMs)));
}

// The few types of ASN.1 that a certificate needs, in their distinguished encoding (DER).

const COMMON_NAME = objectIdentifier('550403');
const SUBJECT_ALT_NAME = objectIdentifier('551d11');
const ECDSA_WITH_SHA256 = sequence(objectIdentifier('2a8648ce3d040302'));

function encode(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

function lengthOf({ length }: Buffer): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sequence(...members: readonly Buffer[]): Buffer {
  return encode(0x30, ...members);
}

function set(...members: readonly Buffer[]): Buffer {
  return encode(0x31, ...members);
}

function explicit(tag: number, content: Buffer): Buffer {
  return encode(0xa0 + tag, content);
}

function integer(bytes: Buffer): Buffer {
  return encode(0x02, bytes);
}

function bitString(bytes: Buffer): Buffer {
  return encode(0x03, Buffer.from([0]), bytes);
}

function octetString(bytes: Buffer): Buffer {
  return encode(0x04, bytes);
}

function objectIdentifier(hex: string): Buffer {
  return encode(0x06, Buffer.from(hex, 'hex'));
}

function utf8String(text: string): Buffer {
  return encode(0x0c, Buffer.from(text));
}

function ipAddress(...bytes: readonly number[]): Buffer {
  return encode(0x87, Buffer.from(bytes));
}

function utcTime(date: Date): Buffer {
  return encode(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .replace(/\.\d+/, '')
        .replace(/^\d\d|[-T:]/g, ''),
    ),
  );
}
