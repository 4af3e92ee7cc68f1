/** Words of a provider that alone tell one case from another, where status, code, reason and headers are the same for both. */
export interface TellingText {
  /** Matched against what the provider said, never against a whole sentence. */
  words: RegExp;
  tells: string;
  /** Where the words are known from, and how sure that is (docs/diagnosis.md: L3, L2, L1, L0). */
  source: string;
}

/** Every text by which anything is judged, in one place: a provider may reword any of them, and then the case comes out as the entry says
 * in `tells` it would without. */
export const ONLY_TEXT_TELLS = {
  // Google’s token endpoint
  // Gemini
  // GitHub
  // Axiom
  'axiom.two_deployments': {
    words: /\bcloud(?:\.[a-z0-9-]+){2,}/,
    tells:
      'an event that was sent to another edge deployment than the dataset’s (region, REGION) from one that is refused for any other reason (wrong_result, AX_REFUSED, which sends people to axiom.dataset)',
    source: 'coollabsio/coolify issue 9898 (L1)',
  },
  // Spaces
  'spaces.checksum_header': {
    words: /\bx-amz-(?:(?:sdk-)?checksum|trailer)|-PAYLOAD-TRAILER\b/i,
    tells:
      'a header of the newer checksums that is not understood (api_version, S3_CHECKSUM) from any other (wrong_result, S3_REFUSED), where the error document has no element that names it',
    source: 'cloudflare/cloudflare-docs issue 4508, boto/s3transfer issue 327 (L1)',
  },
} as const satisfies Record<string, TellingText>;
