/** Words of a provider that alone tell one case from another, where status, code, reason and headers are the same for both. */
export interface TellingText {
  /** Matched against what the provider said, never against a whole sentence. */
  words: RegExp;
  tells: string;
  /** Where the words are known from, and how sure that is (docs/diagnosis.md: L3, L2, L1, L0). */
  source: string;
  /** The faults of the sandbox that come out otherwise without these words; left out: the one with this entry’s own name, if there is one. */
  faults?: readonly string[];
}

/** Every text by which anything is judged, in one place: a provider may reword any of them, and then the case comes out as the entry says
 * in `tells` it would without. */
export const ONLY_TEXT_TELLS = {
  // Google’s token endpoint
  'google-token.account_missing': {
    words: /account not found/i,
    tells: 'an account that is gone (SA_GONE) from a key that is gone (SA_KEY): both are 400 invalid_grant',
    source: 'google-auth-library issues (L1)',
  },
  // Gemini
  'ai-studio.key_leaked': {
    words: /leaked/i,
    tells:
      'a key that Google has switched off (auth, KEY_LEAKED) from one that may not do this (permission, FORBIDDEN): both are 403 without a reason',
    source: 'continuedev/continue issue 10513 (L1)',
  },
  'gemini.unknown_path': {
    words: /<title>Error 404 \(Not Found\)!!1<\/title>/,
    tells: 'Google’s own page for a path that it does not know (api_version) from the page of something in between (proxy)',
    source: 'Google’s front ends, as curl meets them (L1)',
  },
  'gemini.preview_name': {
    words: /-(preview|exp|experimental)(?:-|$)/,
    tells: 'a model that will not stay (warn, expiring) from one that is there to stay, on AI Studio, which does not say it otherwise',
    source: 'ai.google.dev, model versions (L1)',
  },
  'vertex.launch_stage': {
    words: /"launchStage": ?"(\w+)"/,
    tells: 'what Vertex says of a model’s stage: a field that the SDK leaves out, read as it came over the wire',
    source: 'google.cloud.aiplatform.v1beta1.PublisherModel (L2)',
  },
  'vertex.version_state': {
    words: /"versionState": ?"VERSION_STATE_UNSTABLE"/,
    tells: 'the same of a version that is not stable',
    source: 'google.cloud.aiplatform.v1beta1.PublisherModel (L2)',
  },
  // GitHub
  'github.jwt_times': {
    words: /^'(?:Expiration time|Issued at)' claim \('(?:exp|iat)'\)/,
    tells:
      'A 401 for the times of a JWT from one for its key, where the answer has no Date. @octokit/auth-app signs again by the same words: without them what would have worked, with a warning, is refused. It comes out as unknown then, by our clock and the Date.',
    source: 'the three messages that @octokit/auth-app knows by heart (L1)',
    faults: ['github.clock_ahead', 'github.clock_behind'],
  },
  'github.secondary_limit': {
    words: /secondary rate limit|abuse detection/i,
    tells: 'A secondary rate limit without Retry-After from a lacking permission: 403 both.',
    source: 'GitHub’s documentation, rate limits (L1)',
    faults: ['github.rate_limited_untimed'],
  },
  'github.integration_missing': {
    words: /^Integration/i,
    tells:
      'An installation that is gone from an App that GitHub does not know: 404 both, and not_found both; the hint is the installation’s then. github.app tells the second by its status.',
    source: 'octokit’s issues (L1)',
    faults: [],
  },
  // Axiom
  'axiom.two_deployments': {
    words: /\bcloud(?:\.[a-z0-9-]+){2,}/,
    tells:
      'an event that was sent to another edge deployment than the dataset’s (region, REGION) from one that is refused for any other reason (wrong_result, AX_REFUSED, which sends people to axiom.dataset)',
    source: 'coollabsio/coolify issue 9898 (L1)',
    faults: ['axiom.dataset_elsewhere'],
  },
  // Spaces
  'spaces.checksum_header': {
    words: /\bx-amz-(?:(?:sdk-)?checksum|trailer)|-PAYLOAD-TRAILER\b/i,
    tells:
      'a header of the newer checksums that is not understood (api_version, S3_CHECKSUM) from any other (wrong_result, S3_REFUSED), where the error document has no element that names it',
    source: 'cloudflare/cloudflare-docs issue 4508, boto/s3transfer issue 327 (L1)',
  },
} as const satisfies Record<string, TellingText>;
