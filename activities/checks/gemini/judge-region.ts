import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding, Hint } from '#workflows/core/finding.ts';
import { brokenLast } from './broken-last.ts';
import type { Other } from './list-models.ts';
import { nearestModels } from './nearest-models.ts';

/** A location in which a model was asked for; `status` is null where no answer came. */
export interface Tried {
  location: string;
  status: number | null;
}

type Context = JudgeContext<'vertex'>;
type Said = Pick<Hint, 'id' | 'title' | 'steps'> & { summary: string };

/** Where a model is not served: in another location it is, nowhere it is, or nobody knows. Null where it is served here. `others`: the
 * models that there are, as far as anybody could say. */
export function judgeRegion(
  evidence: Evidence<unknown>,
  context: Context,
  { tried: [here, other], others }: { tried: Tried[]; others: Other[] | null },
): Finding | null {
  if (!here || !other || here.status === 200) return null;
  const nowhere = other.status === 404;
  const { summary, ...hint } = nowhere ? nowhereServed(context, here, other, others) : servedElsewhere(context, here, other);
  const { project, textModel } = context.settings;
  return ill(brokenLast(evidence), {
    status: 'fail',
    failureClass: nowhere ? 'not_found' : 'region',
    rung: 'function',
    detail: nowhere ? 'in no location' : `not in ${here.location}`,
    summary,
    hint: { ...hint, doc: context.doc },
    metadata: {
      project,
      location: here.location,
      model: textModel,
      answer: { tried: [here, other] },
      others: others?.map(({ id }) => id) ?? null,
    },
  });
}

function servedElsewhere({ settings }: Context, here: Tried, other: Tried): Said {
  const { textModel } = settings;
  const isKnown = other.status === 200;
  return {
    id: 'REGION',
    summary: isKnown
      ? `${textModel} is not served in ${here.location}, but in ${other.location} it is.`
      : `${textModel} is not served in ${here.location}; whether ${other.location} has it could not be asked.`,
    title: isKnown ? `${other.location} has it` : 'Another location may have it',
    steps: [
      isKnown
        ? `Set GOOGLE_CLOUD_LOCATION=${other.location}: it was asked just now, with the same account, and answered.`
        : `Look up on the model’s page which locations have ${textModel}, and set GOOGLE_CLOUD_LOCATION to one of them.`,
      'Do the same in the product: it most likely has a location of its own.',
      `If the data must stay in ${here.location}, put a model that is served there into VERTEX_TEXT_MODEL.`,
      'Restart the worker.',
    ],
  };
}

function nowhereServed({ settings }: Context, here: Tried, other: Tried, others: Other[] | null): Said {
  const { textModel, project } = settings;
  return {
    id: 'MODEL_404',
    summary: `${textModel} is served neither in ${here.location} nor in ${other.location}, or ${project} is not admitted to it.`,
    title: 'The model is missing',
    steps: [
      nearestModels(textModel, 'VERTEX_TEXT_MODEL', ['generateContent'], others),
      `Vertex wants some models with their version: ${textModel}-001. If the name was right for months, it was retired.`,
      `In the Cloud console, open Model Garden as a member of ${project}: does it show the model, and does it ask for an agreement?`,
    ],
  };
}
