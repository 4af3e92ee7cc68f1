import type { FailureClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { SandboxProvider } from './provider.ts';
import type { WireFault } from './wire-faults.ts';

interface WireExpectation {
  provider: SandboxProvider['name'];
  check: string;
  host: string;
  /** Where the provider's protocol makes the same bytes mean something else, and why; null: the check is none the worse for it. */
  except?: Partial<Record<WireFault, FailureClass | null>>;
  /** Where it warns of what breaks nothing, if that is another rung than the fault's own. */
  warnsAt?: RungName;
}

/** The way is open whatever comes along it: what a host then says is for the checks above to judge. What is about to close it is told
 * here alone. */
const theWay = {
  html: null,
  blocked: null,
  bad_gateway: null,
  empty: null,
  broken_json: null,
  huge: null,
  server_error: null,
  rate_limited: null,
  cert_expiring: 'expiring',
  date_ahead: 'clock',
  date_behind: 'clock',
} as const;

/** Which checks meet which host of the sandbox: under each fault of the wire each of them must say the fault's class. A fault without a
 * class breaks nothing: who says something of it warns. */
export const wireExpectations: WireExpectation[] = [
  { provider: 'gemini', check: 'gemini.ai_studio.network', host: 'ai-studio', except: theWay },
  { provider: 'gemini', check: 'gemini.vertex.network', host: 'vertex', except: theWay },
  { provider: 'gemini', check: 'gemini.vertex.network', host: 'google-token', except: theWay },
  { provider: 'github', check: 'github.network', host: 'github', except: theWay },
  { provider: 'axiom', check: 'axiom.network', host: 'axiom', except: theWay },
  { provider: 'spaces', check: 'spaces.network', host: 'spaces', except: theWay },
  { provider: 'spaces', check: 'spaces.network', host: 'spaces-cdn', except: theWay },
  { provider: 'gemini', check: 'gemini.ai_studio.key', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.ai_studio.models', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.vertex.access', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.vertex.models', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.ai_studio.count_tokens', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.vertex.count_tokens', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.ai_studio.json', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.vertex.json', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.ai_studio.embedding', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.vertex.embedding', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.ai_studio.text', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.ai_studio.text_to_image', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.vertex.text_to_image', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.ai_studio.image_edit', host: 'ai-studio' },
  { provider: 'gemini', check: 'gemini.vertex.image_edit', host: 'vertex' },
  { provider: 'gemini', check: 'gemini.vertex.credentials', host: 'google-token' },
  { provider: 'gemini', check: 'gemini.vertex.text', host: 'vertex' },
  // GitHub's tokens live by its clock: these two already look at its Date.
  { provider: 'github', check: 'github.app', host: 'github', except: { date_ahead: 'clock', date_behind: 'clock' }, warnsAt: 'auth' },
  { provider: 'github', check: 'github.app_token', host: 'github', except: { date_ahead: 'clock', date_behind: 'clock' }, warnsAt: 'auth' },
  { provider: 'github', check: 'github.installation', host: 'github' },
  { provider: 'github', check: 'github.permissions', host: 'github' },
  { provider: 'github', check: 'github.rate_limit', host: 'github' },
  { provider: 'github', check: 'github.repository', host: 'github' },
  { provider: 'github', check: 'github.webhook', host: 'github' },
  { provider: 'github', check: 'github.deliveries', host: 'github' },
  { provider: 'axiom', check: 'axiom.token', host: 'axiom' },
  { provider: 'axiom', check: 'axiom.dataset', host: 'axiom' },
  { provider: 'axiom', check: 'axiom.ingest', host: 'axiom' },
  { provider: 'axiom', check: 'axiom.query_back', host: 'axiom' },
  { provider: 'spaces', check: 'spaces.bucket', host: 'spaces' },
  // Whoever takes an upload with an empty 200 must give the bytes back: what is caught is that they differ.
  {
    provider: 'spaces',
    check: 'spaces.upload',
    host: 'spaces',
    except: { empty: 'data_mismatch', broken_json: 'data_mismatch' },
  },
  { provider: 'spaces', check: 'spaces.list', host: 'spaces' },
  { provider: 'spaces', check: 'spaces.delete', host: 'spaces' },
  // As with an upload.
  {
    provider: 'spaces',
    check: 'spaces.presigned_url',
    host: 'spaces',
    except: { empty: 'data_mismatch', broken_json: 'data_mismatch' },
  },
  { provider: 'spaces', check: 'spaces.cors', host: 'spaces' },
  { provider: 'spaces', check: 'spaces.public_url', host: 'spaces' },
  // At the public address it is the bytes that tell.
  {
    provider: 'spaces',
    check: 'spaces.public_url',
    host: 'spaces-cdn',
    except: { empty: 'data_mismatch', broken_json: 'data_mismatch' },
  },
  { provider: 'spaces', check: 'spaces.multipart', host: 'spaces' },
];
