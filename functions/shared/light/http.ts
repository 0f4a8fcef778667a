import { addressOf, answer, answerProblem, type Event, type Reply } from '../http.ts';

/** A request that its handler reads itself: without schemas, of which even the smallest library takes milliseconds. */
export interface LightRequest {
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly string[];
  readonly ip: string;
  readonly userAgent: string;
  readonly now: Date;
  /** The body as text. */
  body(): string;
}

/** As `http` of shared/http.ts, for an operation open to anyone whose visitor waits. */
export const lightHttp =
  (status: number, handle: (request: LightRequest) => Promise<Reply>) =>
  async (event: Event): Promise<ReturnType<typeof answer>> => {
    try {
      const reply = await handle({
        path: event.pathParameters ?? {},
        query: event.queryStringParameters ?? {},
        headers: event.headers,
        cookies: event.cookies ?? [],
        ip: addressOf(event),
        userAgent: event.requestContext.http.userAgent ?? '',
        now: new Date(),
        body: () => Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8'),
      });
      return answer({ status }, reply);
    } catch (error) {
      return answerProblem(error, event);
    }
  };
