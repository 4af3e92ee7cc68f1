import type { Capability } from '#activities/capability.ts';
import type { Kind } from '#activities/settings.ts';
import { axiomDataset } from './axiom/dataset.ts';
import { axiomIngest } from './axiom/ingest.ts';
import { axiomNetwork } from './axiom/network.ts';
import { axiomQueryBack } from './axiom/query-back.ts';
import { axiomToken } from './axiom/token.ts';
import { vertexAccess } from './gemini/access.ts';
import { aiStudioCountTokens, vertexCountTokens } from './gemini/count-tokens.ts';
import { geminiCredentials } from './gemini/credentials.ts';
import { aiStudioEmbedding, vertexEmbedding } from './gemini/embedding.ts';
import { aiStudioJson, vertexJson } from './gemini/json.ts';
import { aiStudioImageEdit, vertexImageEdit } from './gemini/image-edit.ts';
import { geminiKey } from './gemini/key.ts';
import { aiStudioModels, vertexModels } from './gemini/models.ts';
import { aiStudioNetwork, vertexNetwork } from './gemini/network.ts';
import { aiStudioTextToImage, vertexTextToImage } from './gemini/text-to-image.ts';
import { aiStudioText, vertexText } from './gemini/text.ts';
import { githubAppToken } from './github/app-token.ts';
import { githubAppCheck } from './github/app.ts';
import { githubDeliveries } from './github/deliveries.ts';
import { githubInstallation } from './github/installation.ts';
import { githubNetwork } from './github/network.ts';
import { githubPermissions } from './github/permissions.ts';
import { githubRateLimit } from './github/rate-limit.ts';
import { githubRepository } from './github/repository.ts';
import { githubWebhook } from './github/webhook.ts';
import { spacesBucket } from './spaces/bucket.ts';
import { spacesCors } from './spaces/cors.ts';
import { spacesDelete } from './spaces/delete.ts';
import { spacesList } from './spaces/list.ts';
import { spacesMultipart } from './spaces/multipart.ts';
import { spacesNetwork } from './spaces/network.ts';
import { spacesPresignedUrl } from './spaces/presigned-url.ts';
import { spacesPublicUrl } from './spaces/public-url.ts';
import { spacesUpload } from './spaces/upload.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of capabilities with different answers has no common type
export type AnyCapability = { [K in Kind]: Capability<K, any> }[Kind];

/** Every capability the doctor can exercise, each written once for all providers of its kind. A new one is a line here. */
export const CAPABILITIES: readonly AnyCapability[] = [
  aiStudioNetwork,
  geminiKey,
  aiStudioText,
  aiStudioModels,
  aiStudioCountTokens,
  aiStudioJson,
  aiStudioEmbedding,
  aiStudioTextToImage,
  aiStudioImageEdit,
  vertexNetwork,
  geminiCredentials,
  vertexAccess,
  vertexText,
  vertexModels,
  vertexCountTokens,
  vertexJson,
  vertexEmbedding,
  vertexTextToImage,
  vertexImageEdit,
  githubNetwork,
  githubAppCheck,
  githubInstallation,
  githubAppToken,
  githubPermissions,
  githubRateLimit,
  githubRepository,
  githubWebhook,
  githubDeliveries,
  axiomNetwork,
  axiomToken,
  axiomDataset,
  axiomIngest,
  axiomQueryBack,
  spacesNetwork,
  spacesBucket,
  spacesUpload,
  spacesList,
  spacesPresignedUrl,
  spacesPublicUrl,
  spacesDelete,
  spacesMultipart,
  spacesCors,
];
