import type { SandboxRequest } from '#scripts/sandbox/provider.ts';

interface Contents {
  contents?: { parts?: { text?: string }[] }[];
}

/** Counts words and signs, which for plain English is about what Google's tokenizer does. */
export function countTokens(request: SandboxRequest): object {
  const { contents } = JSON.parse(request.body.toString() || '{}') as Contents;
  const texts = (contents ?? []).flatMap(({ parts }) => parts ?? []).map(({ text }) => text ?? '');
  const totalTokens = texts.join(' ').match(/\w+|[^\w\s]/g)?.length ?? 0;
  return { totalTokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }] };
}
