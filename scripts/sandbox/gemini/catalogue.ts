export interface SandboxModel {
  id: string;
  version: string;
  displayName: string;
  methods: string[];
  on: ('ai-studio' | 'vertex')[];
  preview?: true;
}

const SPEAKS = ['generateContent', 'countTokens'];
const BOTH: SandboxModel['on'] = ['ai-studio', 'vertex'];
const speaking = (id: string, version: string, displayName: string): SandboxModel => ({
  id,
  version,
  displayName,
  methods: SPEAKS,
  on: BOTH,
});

/** The models that the pretend Google offers, by the names of genai 3.1.0’s typings. What is not here is answered 404. */
export const MODELS: readonly SandboxModel[] = [
  speaking('gemini-3.8-flash', '3.8', 'Gemini 3.8 Flash'),
  speaking('gemini-2.5-flash', '001', 'Gemini 2.5 Flash'),
  speaking('gemini-2.0-flash', '2.0', 'Gemini 2.0 Flash'),
  { ...speaking('gemini-3-pro-preview', '3-pro-preview', 'Gemini 3 Pro Preview'), preview: true },
  speaking('gemini-3.1-flash-image', '3.1', 'Gemini 3.1 Flash Image'),
  speaking('gemini-3.1-flash-lite-image', '3.1', 'Gemini 3.1 Flash Lite Image'),
  speaking('gemini-3-pro-image', '3', 'Gemini 3 Pro Image'),
  speaking('gemini-2.5-flash-image', '2.5', 'Gemini 2.5 Flash Image'),
  { ...speaking('gemini-embedding-2', '2', 'Gemini Embedding 2'), methods: ['embedContent', 'countTokens'] },
  { ...speaking('gemini-embedding-001', '001', 'Gemini Embedding 001'), methods: ['embedContent'] },
  { ...speaking('text-embedding-005', '005', 'Text Embedding 005'), methods: ['embedContent'], on: ['vertex'] },
];

export function modelCalled(id: string, host: SandboxModel['on'][number]): SandboxModel | undefined {
  return MODELS.find((model) => model.id === id && model.on.includes(host));
}
