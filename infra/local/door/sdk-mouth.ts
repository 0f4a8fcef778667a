import { Readable } from 'node:stream';
import type { Door } from './door.ts';
import { NoAnswer } from './faults.ts';
import { type SmithyRequest, toRequest } from './sdk-request.ts';

/** Options of a real SDK client whose requests go through the door in this process. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestHandler: {
    handle(request: SmithyRequest): Promise<{ response: SdkResponse }>;
    updateHttpClientConfig(): void;
    httpHandlerConfigs(): Record<string, never>;
  };
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** Who never gets an answer waits for ever: this mouth has no time limit of its own. */
const orNever = (error: unknown): Promise<never> =>
  error instanceof NoAnswer ? new Promise(() => undefined) : Promise.reject(error);

export const sdkMouth = (door: Door, role: string, region: string): ClientConfig => ({
  region,
  credentials: { accessKeyId: role, secretAccessKey: 'local' },
  requestHandler: {
    handle: async (request) => {
      const { status, headers, body } = await door.handle(role, toRequest(request)).catch(orNever);
      return { response: { statusCode: status, headers: { ...headers }, body: Readable.from([Buffer.from(body)]) } };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  },
});
