/**
 * Takes the place of `@smithy/node-http-handler` in the local bundle: the SDK's signed request goes to the door in the
 * same process, without a socket.
 */
import { type SmithyRequest, toRequest } from '../../door/sdk-request.ts';
import { currentCall } from './context.ts';

export const DEFAULT_REQUEST_TIMEOUT = 0;

export class NodeHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };

  static create(): NodeHttpHandler {
    return new NodeHttpHandler();
  }

  async handle(request: SmithyRequest): Promise<{ response: object }> {
    const call = currentCall();
    if (!call) throw new Error('A function called AWS outside an invocation.');
    const { status, headers, body } = await call.send(toRequest(request));
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    return { response: { statusCode: status, reason: '', headers, body: bytes } };
  }

  destroy(): void {}

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }
}

export { NodeHttpHandler as NodeHttp2Handler };

/** The body of an answer is here already. */
export const streamCollector = async (body: Uint8Array): Promise<Uint8Array> => body;
