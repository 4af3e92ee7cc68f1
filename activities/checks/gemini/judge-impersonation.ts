import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { googleErrorOf } from './google-error.ts';
import { isFederated } from './is-federated.ts';
import { askedOf } from './judge-gemini.ts';
import { memberOf } from './member-of.ts';
import type { Refusal } from './refusals.ts';
import { BY_REASON } from './refusals-by-reason.ts';

type Context = JudgeContext<'vertex'>;

const ACTING = /\/serviceAccounts\/([^/]+):generateAccessToken$/;

/** Judges a refusal to let one act as a service account (IAM Credentials API): who asks is known, so no login helps. Null where it is another
 * exchange that failed, or one that Google's own reason does not tell of. */
export function judgeImpersonation(evidence: Evidence<unknown>, context: Context, last: Exchange): Finding | null {
  const target = ACTING.exec(decodeURIComponent(new URL(last.url).pathname))?.[1];
  const error = target && !last.trouble && (last.status ?? 0) >= 400 ? googleErrorOf(last.bodyText) : null;
  if (!target || !error) return null;
  const row = error.reason && error.reason !== 'IAM_PERMISSION_DENIED' ? BY_REASON[error.reason] : undefined;
  const consumer = error.metadata['consumer']?.replace(/^projects\//, '');
  const asked = askedOf(context, null, 'TEXT_MODEL');
  const refusal =
    row?.(error, { ...asked, project: consumer ?? asked.project, nearest: null, answeredAt: evidence.wallClock }) ??
    (last.status === 403 ? mayNotAct(context, target) : last.status === 404 ? gone(context, target) : null);
  if (!refusal) return null;
  const detail = error.reason ?? (error.status || `HTTP ${last.status}`);
  return ill(evidence, { ...refusal, status: 'fail', detail, hint: { ...refusal.hint, doc: context.doc } });
}

function mayNotAct({ settings: { account } }: Context, target: string): Refusal {
  const other = account?.other as { type?: string; source_credentials?: { type?: string } } | null | undefined;
  const role = account && isFederated(account) ? 'roles/iam.workloadIdentityUser' : 'roles/iam.serviceAccountTokenCreator';
  const member = memberOf(other?.source_credentials ?? other ?? {});
  return {
    failureClass: 'permission',
    rung: 'permission',
    summary: `The credentials in ${account?.source ?? 'gcloud’s file'} are good, but may not act as ${target}.`,
    hint: {
      id: 'IMPERSONATION',
      title: 'The right to act as the account is missing',
      steps: [
        `Run: gcloud iam service-accounts add-iam-policy-binding ${target} --member ${member} --role ${role}`,
        'Wait a few minutes, then run the check again.',
        `Look whether ${target} is there and spelled right: Google says the same of an account that does not exist.`,
      ],
    },
  };
}

function gone({ settings: { account } }: Context, target: string): Refusal {
  return {
    failureClass: 'auth',
    rung: 'auth',
    summary: `Google knows no account ${target}.`,
    hint: {
      id: 'SA_GONE',
      title: 'The account is gone',
      steps: [
        `In the Cloud console, open IAM → Service accounts: does ${target} still exist?`,
        'If it was deleted, make a new one with the role roles/aiplatform.user, and let the credentials act as it.',
        `Put its address into ${account?.source ?? 'gcloud’s file of default credentials'} and restart the worker.`,
      ],
    },
  };
}
