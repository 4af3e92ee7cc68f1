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
  // Gemini
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
  // Spaces
} as const satisfies Record<string, TellingText>;
