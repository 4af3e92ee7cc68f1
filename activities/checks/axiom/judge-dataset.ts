import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { edgeSteps, isElsewhere } from './edge.ts';
import type { AxiomDataset } from './dataset.ts';

type Context = JudgeContext<'axiom'>;
interface Trouble {
  failureClass: PatientClass;
  detail: string;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

const EVENTS = 'axiom:events:v1';

/** What is wrong with a dataset that is there, the gravest first; no finding where nothing is. */
export function judgeDataset(
  evidence: Evidence<unknown>,
  context: Context,
  dataset: AxiomDataset | null,
): { finding: Finding | null; summary: string } {
  const summary = dataset ? summaryOf(dataset) : 'Axiom answered, but not with a dataset.';
  const { settings, doc } = context;
  const trouble = dataset && dataset.name === settings.dataset ? troubleOf(dataset, context) : another(dataset, settings.dataset);
  if (!trouble) return { finding: null, summary };
  const status = trouble.failureClass === 'wrong_result' ? 'fail' : 'warn';
  const metadata = { dataset };
  return { summary, finding: ill(evidence, { ...trouble, status, rung: 'function', metadata, hint: { ...trouble.hint, doc } }) };
}

function troubleOf(dataset: AxiomDataset, { settings, thresholds }: Context): Trouble | null {
  const { name, kind, edgeDeployment, edgeDeploymentUrl, retentionDays, useRetentionPeriod } = dataset;
  if (dataset.sharedByOrg) return borrowed(name, dataset.sharedByOrg);
  if (kind && kind !== EVENTS) return wrongKind(name, kind);
  if (edgeDeployment && isElsewhere(settings, edgeDeployment, edgeDeploymentUrl)) {
    return {
      failureClass: 'region',
      detail: edgeDeployment,
      summary: `The dataset ${name} lives in ${edgeDeployment}; ${settings.edgeUrl ?? `${settings.url} without an AXIOM_EDGE_URL`} sends events elsewhere.`,
      hint: {
        id: 'REGION',
        title: 'The dataset lives in another edge deployment',
        steps: edgeSteps(settings, edgeDeployment, edgeDeploymentUrl),
      },
    };
  }
  const shortest = thresholds['shortest_retention_days']!;
  return useRetentionPeriod && typeof retentionDays === 'number' && retentionDays > 0 && retentionDays < shortest
    ? keptShortly(name, retentionDays, shortest)
    : null;
}

function another(dataset: AxiomDataset | null, wanted: string): Trouble {
  return {
    failureClass: 'wrong_result',
    detail: dataset ? `about ${dataset.name}` : 'no dataset',
    summary: dataset ? `Axiom was asked for ${wanted} and told about ${dataset.name}.` : 'Axiom answered, but not with a dataset.',
    hint: {
      id: 'UNREADABLE',
      title: 'The answer is not what the API promises',
      steps: [
        ...(dataset ? ['Look at AXIOM_DATASET: it must be the dataset’s name.'] : []),
        'Look at AXIOM_URL: does it name Axiom’s API?',
        'Read what came back: it stands in the probe’s metadata.',
      ],
    },
  };
}

function borrowed(name: string, owner: string): Trouble {
  return {
    failureClass: 'permission',
    detail: 'shared',
    summary: `The dataset ${name} is shared by the organisation ${owner}: it can be queried, but takes no events from here.`,
    hint: {
      id: 'AX_SHARED',
      title: 'The dataset belongs to another organisation',
      steps: [
        `Send events with a token of the organisation ${owner}: put it into AXIOM_TOKEN and restart the worker.`,
        'Or name a dataset of your own in AXIOM_DATASET, for your product too.',
      ],
    },
  };
}

function wrongKind(name: string, kind: string): Trouble {
  return {
    failureClass: 'config',
    detail: kind,
    summary: `The dataset ${name} is of the kind ${kind}; events go into one of the kind ${EVENTS}.`,
    hint: {
      id: 'AX_KIND',
      title: 'The dataset is made for something else',
      steps: [
        'In Axiom, open Settings → Datasets and views: which dataset is the one for events? A dataset’s kind can’t be changed.',
        'Name it in AXIOM_DATASET, or make a new one of the kind Events, and restart the worker.',
        'Give your product the same name.',
      ],
    },
  };
}

function keptShortly(name: string, days: number, shortest: number): Trouble {
  return {
    failureClass: 'config',
    detail: `${days} days`,
    summary: `The dataset ${name} keeps events for ${days} day${days === 1 ? '' : 's'}; less than ${shortest} is too short to look back.`,
    hint: {
      id: 'AX_RETENTION',
      title: 'Events are deleted soon',
      steps: [
        `In Axiom, open Settings → Datasets and views → ${name} → Edit dataset retention: set ${shortest} days or more, as far as your plan allows.`,
        'Do it before you need it: what Axiom has deleted does not come back.',
      ],
    },
  };
}

function summaryOf({ name, kind, edgeDeployment, retentionDays, useRetentionPeriod }: AxiomDataset): string {
  const where = edgeDeployment ? ` lives in ${edgeDeployment} and` : '';
  const kept = useRetentionPeriod && retentionDays ? `keeps events for ${retentionDays} days` : 'keeps events as long as the plan does';
  return `The dataset ${name}${where} ${kept}${kind ? ` (${kind})` : ''}.`;
}
