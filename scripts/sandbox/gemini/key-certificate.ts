import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** What Google calls a key in the account's list: forty hexadecimal digits. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha1').update(spkiOf(publicKey)).digest('hex');
}

/** A certificate of the account's own key, signed by itself (RFC 5280, version 1): as Google publishes one for each key. PEM. */
export function keyCertificate(privateKey: string, { from, until }: { from: Date; until: Date }): string {
  const key = createPrivateKey(privateKey);
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from('greenlight sandbox')))));
  const validity = der(SEQUENCE, timeOf(from), timeOf(until));
  const signed = der(SEQUENCE, der(INTEGER, Buffer.from([1])), RSA_SHA256, name, validity, name, spkiOf(privateKey));
  const signature = der(BITS, Buffer.from([0]), sign('sha256', signed, key));
  const lines = der(SEQUENCE, signed, RSA_SHA256, signature)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Tags of ASN.1. */
const [INTEGER, BITS, UTF8, TIME, SEQUENCE, SET] = [0x02, 0x03, 0x0c, 0x18, 0x30, 0x31];
/** 2.5.4.3. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** sha256WithRSAEncryption, without parameters. */
const RSA_SHA256 = Buffer.from('300d06092a864886f70d01010b0500', 'hex');

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const bytes = content.length.toString(16).padStart(4, '0');
  const length = content.length < 0x80 ? [content.length] : [0x82, ...Buffer.from(bytes, 'hex')];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** To the second; DER would have two digits of the year before 2050, and readers take four as well. */
function timeOf(at: Date): Buffer {
  return der(TIME, Buffer.from(at.toISOString().replace(/\.\d+|[-:T]/g, '')));
}

function spkiOf(key: string): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}
