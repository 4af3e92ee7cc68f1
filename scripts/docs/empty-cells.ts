import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { PlacedAt } from './placed-faults.ts';

/** The classes of the grid: the patient’s, and the clock, which a provider may be the first to notice. */
export type GridClass = PatientClass | 'clock';

const ANSWERS_OF_ITS_OWN =
  'A model answers with something of its own: nothing that was sent has to come back byte for byte, and an answer that does not fit is `wrong_result`.';

/** Why no fault of a class can stand at a provider. A test holds it against the grid, both ways. */
export const EMPTY_CELLS: Partial<Record<GridClass, Partial<Record<PlacedAt, string>>>> = {
  billing: {
    github: 'What the checks ask of GitHub costs nothing, and its OpenAPI description knows no refusal of it for an unpaid bill.',
    axiom:
      'What a plan pays for is an allowance: used up, it is `quota` (`axiom.ingest_limit`). Axiom’s OpenAPI documents know no refusal for an unpaid bill.',
    spaces:
      'S3 has no word for an unpaid bill. A service of the Ceph family suspends the account, and that is `permission` (`spaces.account_suspended`).',
  },
  region: {
    'gemini.ai_studio':
      'AI Studio has one address and no location to choose. Where its free tier is not offered, that is `billing` (`ai-studio.free_tier`).',
    github:
      'GitHub has no regions an App could miss. A GitHub Enterprise has another address, where the App does not exist: `not_found` (`github.app_missing`).',
  },
  api_version: {
    github: 'The SDK names no dated version (X-GitHub-Api-Version), and GitHub answers in the one that it keeps for those who name none.',
    axiom: 'The version is a part of each path, and for a path that is gone Axiom’s documents have only the 404, which is `not_found`.',
  },
  retired: {
    'gemini.vertex':
      'Vertex’s answers do not say how long a model stays (genai’s typings: not supported there); one that is withdrawn is `not_found` (`vertex.model_missing`).',
    github: 'GitHub withdraws versions of its API, not single Apps, tokens or repositories; one that is gone is `not_found`.',
    axiom: 'Axiom withdraws no single dataset; one that is gone is `not_found` (`axiom.dataset_missing`).',
    spaces: 'S3 withdraws no single bucket; one that is gone is `not_found` (`spaces.bucket_missing`).',
  },
  blocked: {
    axiom:
      'Axiom does not judge what an event says; one that it rejects has a form that does not fit: `wrong_result` (`axiom.events_rejected`).',
    spaces: 'S3 keeps bytes and does not look into them.',
  },
  data_mismatch: {
    'gemini.ai_studio': ANSWERS_OF_ITS_OWN,
    'gemini.vertex': ANSWERS_OF_ITS_OWN,
    github: 'The checks write nothing at GitHub that could come back changed.',
  },
  config: {
    spaces:
      'Whether key, bucket and address belong together the service alone knows, and says: `auth`, `not_found`, `region`. A malformed address is refused when the worker starts.',
  },
};
