import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Asked } from './refusals.ts';
import { wordsOf } from './words-of.ts';

const MOST_WORDS = 200;

/** A refusal for a reason that we have no words for: the status and Axiom's own words are shown. Null where nothing was refused. */
export function unforeseen(
  evidence: Evidence<unknown>,
  { check, settings, doc }: JudgeContext<'axiom'>,
  { action }: Asked,
): Finding | null {
  const { status, bodyText, requestId } = evidence.exchanges.at(-1) ?? {};
  if (evidence.answer || !status || status < 400) return null;
  const words = wordsOf(bodyText ?? null)?.slice(0, MOST_WORDS);
  const { dataset, url, edgeUrl } = settings;
  // That check goes on where these fail, and is withheld where the others do.
  const isAboutDataset = words && /\.(ingest|query_back)$/.test(check);
  const said = `HTTP ${status}${words ? `, “${words}”` : ''}`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `HTTP ${status}`,
    summary: words ? `Axiom refuses to ${action}: ${said}.` : `Somebody refuses to ${action}, without a word of Axiom’s: ${said}.`,
    hint: {
      id: 'AX_REFUSED',
      title: words ? 'Axiom refuses, and has its own reason' : 'The refusal is not in Axiom’s form',
      steps: [
        'Read what came back: it stands in the probe’s metadata.',
        isAboutDataset
          ? `Look at axiom.dataset: where it warns of another edge deployment or kind, that is why ${dataset} refuses.`
          : `Look at AXIOM_URL, now ${url}${edgeUrl ? `, and AXIOM_EDGE_URL, now ${edgeUrl}` : ''}: is it Axiom’s address, or is there a proxy or gateway on the way that answers?`,
        `Ask Axiom’s support what it means${requestId ? `, and name the request ${requestId}` : ''}.`,
      ],
      doc,
    },
  });
}
