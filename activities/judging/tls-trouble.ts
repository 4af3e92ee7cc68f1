import type { Peer } from '#activities/evidence.ts';
import type { TransportContext } from './judge-transport.ts';

interface Said {
  id: string;
  summary: string;
  steps: string[];
}

/** Codes of the system, of OpenSSL's protocol and of undici; all others are OpenSSL's judgement on the certificate. */
const OF_THE_HANDSHAKE = /^(E[A-Z]+$|ERR_|UND_)/;

/** What a handshake that failed means, and what to do, by Node's code of it. `host` may carry its port; `shownCertificate` is what it showed. */
export function tlsTrouble(code: string, host: string, c: TransportContext, shownCertificate?: Peer['certificate']): Said {
  const [name] = host.split(/:\d+$/) as [string];
  const shown = (options: string): string =>
    `openssl s_client -connect ${host.includes(':') ? host : `${host}:443`} -servername ${name} </dev/null | openssl x509 -noout ${options}`;
  const wrong = `If ${c.service} itself shows it, tell them; never switch verification off.`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    const isOver = code === 'CERT_HAS_EXPIRED';
    const ends = shownCertificate?.endsFirst ?? shownCertificate;
    const at = (isOver ? ends?.validTo : shownCertificate?.validFrom)?.slice(0, 10);
    const issuer = isOver ? ends?.issuer : shownCertificate?.issuer;
    const facts = at ? `: it ${isOver ? 'ended' : 'begins'} on ${at}, issued by ${issuer || 'an authority without a name'}` : '';
    return {
      id: isOver ? 'CERTIFICATE_EXPIRED' : 'CERTIFICATE_NOT_YET_VALID',
      summary: `The certificate of ${host} ${isOver ? 'has expired' : 'is not valid yet'} (${code})${facts}.`,
      steps: [
        `Run: ${shown('-subject -dates')} and compare ${isOver ? 'notAfter' : 'notBefore'} with the time it is.`,
        `Look at the clock of the worker’s machine: one that is ${isOver ? 'ahead' : 'behind'} calls a good certificate ${isOver ? 'expired' : 'too young'}.`,
        `If the certificate is a proxy’s or gateway’s of your own, renew it there. ${wrong}`,
      ],
    };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      id: 'CERTIFICATE_OF_ANOTHER_HOST',
      summary: `The certificate that ${host} shows is another host’s (${code}).`,
      steps: [
        `Run: ${shown('-subject -ext subjectAltName')} and read for which names it was made.`,
        `Look at ${c.addressVariable}: it must name the host as the certificate does, not its number or an alias.`,
        `If ${name} is right, somebody else answers for it: look at DNS, hosts file and proxy of the worker’s machine. ${wrong}`,
      ],
    };
  }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return {
      id: 'CERTIFICATE_SELF_SIGNED',
      summary: `The certificate of ${host} is signed by itself, by no authority (${code}).`,
      steps: [
        `Run: ${shown('-subject -issuer')} and read who answers: often a router, a firewall or a test server in the provider’s place.`,
        `Look at ${c.addressVariable}: does it name the provider’s own address?`,
        `If that server is yours and meant to be trusted, give its certificate to the worker in NODE_EXTRA_CA_CERTS. ${wrong}`,
      ],
    };
  }
  if (!OF_THE_HANDSHAKE.test(code)) {
    return {
      id: 'CERTIFICATE_NOT_TRUSTED',
      summary: `The certificate of ${host} is not trusted (${code}).`,
      steps: [
        `Run: ${shown('-subject -issuer')} and read which certificate answers, and who signed it.`,
        'If a company proxy stands between, give its authority to the worker in NODE_EXTRA_CA_CERTS.',
        wrong,
      ],
    };
  }
  return {
    id: 'TLS_HANDSHAKE',
    summary: `${host} takes the connection, but no TLS comes about (${code}).`,
    steps: [
      `Run: openssl s_client -connect ${host.includes(':') ? host : `${host}:443`} and read how the handshake ends.`,
      `Look at ${c.addressVariable}: is the port one of HTTPS, and is https:// right?`,
      `Look at a firewall or proxy between the worker and ${host} that cuts encrypted connections.`,
    ],
  };
}
