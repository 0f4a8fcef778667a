import type { Ground, Service } from '../service.ts';

/** A letter as SES accepted it. */
export interface Letter {
  /** SES message id. */
  readonly id: string;
  /** When SES accepted it, ms since the epoch on the cloud's clock. */
  readonly at: number;
  /** Envelope: who sends it and who really gets it, whatever the headers say. */
  readonly source: string;
  readonly destinations: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** From the message itself. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Lower-case names; a header that comes twice is joined by a line break. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every http(s) or mailto address in the HTML (or the text, without HTML), in order, each once. */
  readonly links: readonly string[];
  readonly feedback: readonly { readonly at: number; readonly kind: string }[];
  /** The message as sent. */
  readonly raw: Uint8Array;
}

/** What arrived, oldest first. */
export interface Inbox {
  /** Parses what is new; letters come in the order SES accepted them. */
  all(): Promise<readonly Letter[]>;
  /** Letters whose envelope names this address. */
  to(address: string): Promise<readonly Letter[]>;
  find(id: string): Promise<Letter | undefined>;
  /** Those accepted after the first `seen`, each read when somebody looks into it: for who brings many and reads few. */
  arrived(seen: number): readonly Letter[];
  /** How many have been accepted; cheap. */
  count(): number;
  clear(): void;
}

/** What the world does with letters. Each answers the latest letter to the address and throws when there is none. */
export interface Mail {
  /** `Permanent` unless told: the mailbox does not exist. */
  bounce(address: string, kind?: 'Permanent' | 'Transient'): void;
  complain(address: string): void;
  delivered(address: string): void;
  /** The next `count` sends are refused with Throttling. */
  throttle(count: number): void;
  /** What happens to every later letter to this address; without a call it is delivered. */
  fate(address: string, outcome: 'delivered' | 'bounce' | 'complaint'): void;
}

export interface SesService extends Service {
  readonly inbox: Inbox;
  readonly mail: Mail;
}

export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Name of the bus; `default` unless told. */
  readonly bus?: string;
}

export interface EventsService extends Service {
  /** What `Ground.emit` calls. */
  emit(event: BusEvent): void;
}

export interface SqsService extends Service {
  /** What `Ground.enqueue` calls. */
  enqueue(queueArn: string, body: string, attributes?: Readonly<Record<string, string>>): void;
  /** Messages of a queue (by name or ARN), in flight or not. */
  messages(queue: string): readonly { readonly id: string; readonly body: string; readonly receives: number }[];
}

export interface SsmService extends Service {
  /** The value of a parameter; undefined when there is none. */
  value(name: string): string | undefined;
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | undefined;
  /** The caller's address; 127.0.0.1 unless told. */
  readonly sourceIp?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names, without set-cookie. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of set-cookie. */
  readonly cookies: readonly string[];
  readonly body: Uint8Array;
}

export interface HttpApi {
  /** Answers as API Gateway's HTTP API does; never throws. */
  handle(request: HttpRequest): Promise<HttpAnswer>;
}

export interface SiteOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly ground: Ground;
  readonly http: HttpApi;
  readonly inbox: Inbox;
  /** Where S3 is on this machine. */
  readonly storageUrl: string;
  /** Built pages: `.build/web`. */
  readonly webDir: string;
  /** Says that everything is quiet: nothing runs, streams are drained. */
  readonly settle: () => Promise<void>;
}

export interface Site {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}
