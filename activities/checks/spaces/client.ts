import { S3Client } from '@aws-sdk/client-s3';
import type { ProbeTools } from '#activities/capability.ts';
import type { SpacesSettings } from '#activities/settings.ts';

/** The SDK as the probes use it. Its requests go through our recording fetch: one place measures, caps and honours the deadline for
 * all SDKs. Checksums only where the protocol demands them: services of the Ceph family refuse the newer trailers. */
export function spacesClient(tools: ProbeTools, settings: SpacesSettings): S3Client {
  return new S3Client({
    endpoint: settings.endpoint,
    region: settings.region,
    forcePathStyle: settings.pathStyle,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: recordingHandler(tools.fetch),
  });
}

interface SdkRequest {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  method: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

/** The SDK's request handler over a fetch. What is signed goes out unchanged; the length and the host are fetch's to write. */
function recordingHandler(fetch: ProbeTools['fetch']) {
  return {
    async handle(request: SdkRequest) {
      const url = new URL(`${request.protocol}//${request.hostname}${request.port ? `:${request.port}` : ''}${request.path}`);
      for (const [name, value] of Object.entries(request.query ?? {}))
        for (const one of [value ?? ''].flat()) url.searchParams.append(name, one);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !['host', 'content-length', 'expect'].includes(name.toLowerCase())),
      );
      const body = request.method === 'GET' || request.method === 'HEAD' ? null : ((request.body as BodyInit | undefined) ?? null);
      const response = await fetch(url, { method: request.method, headers, body });
      return {
        response: {
          statusCode: response.status,
          reason: response.statusText,
          headers: Object.fromEntries(response.headers),
          body: response.body ?? new Blob([]).stream(),
        } as never,
      };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}
