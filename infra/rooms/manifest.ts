import type { Method } from '../../functions/shared/route.ts';

/** DynamoDB actions on the Program table (and its index). Only what a handler really calls: each becomes a grant. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** Types of items that functions read from a stream, and the table whose stream it is. */
export const streamOf = { LETTER: 'program', EVENT: 'program', FACT: 'ledger' } as const;
export type StreamedType = keyof typeof streamOf;

/** What a handler does with objects under a prefix of the bucket: each is a grant on exactly that prefix. */
export type FileGrant = `${'GetObject' | 'PutObject'} ${'waiting' | 'kept'}`;

/** One handler: what may call it and what it may touch. The program stack makes function, alias, role, logs and grants of it. */
export interface FunctionSpec {
  /** What it does, in one sentence (the function's description in the AWS console). */
  readonly does: string;
  /** HTTP operation, as the room's contract states it. */
  readonly route?: { readonly method: Method; readonly path: string; readonly access: 'anyone' | 'partner' | 'team' };
  /** Events of the program's bus that it consumes, by name, e.g. `fact-recorded.v1`; `['*']` is all of them. */
  readonly events?: readonly string[];
  /** Of those, only the ones whose data say this, by field: `{ fact: ['first-click'] }`. For the others it is not called. */
  readonly eventsWith?: Readonly<Record<string, readonly string[]>>;
  /**
   * Events of the account's default bus: SES feedback, Step Functions status changes of our own workflows, uploads that
   * arrived in the bucket.
   */
  readonly awsEvents?: 'email-feedback' | 'workflow-status' | 'file-arrived';
  /** New items of this type on the stream of their table. */
  readonly stream?: StreamedType;
  readonly schedule?: { readonly everyMinutes: number } | { readonly dailyAt: string };
  /** A step that workflows invoke: `workflows` may invoke its alias. */
  readonly step?: true;
  readonly authorizer?: true;
  readonly program?: readonly TableAction[];
  readonly ledger?: readonly TableAction[];
  readonly clicks?: readonly TableAction[];
  /** Also read the `byDue` index. */
  readonly index?: true;
  /** Objects of the bucket. `PutObject waiting` is a right that upload forms are signed with. */
  readonly files?: readonly FileGrant[];
  /** Reads the program key. */
  readonly key?: true;
  /** Reads the secrets by which events from outside are signed. */
  readonly intakeSecrets?: true;
  readonly sendsMail?: true;
  /** Writes letters for people to look at, and sends none: knows the sender's address. */
  readonly showsMail?: true;
  readonly publishes?: true;
  /** Starts these workflows. */
  readonly starts?: readonly string[];
  /** How it answers task tokens (SendTaskSuccess, SendTaskFailure). */
  readonly answersTasks?: readonly ('Success' | 'Failure')[];
  /** Knows the site's address and the program's name (whoever sends mail knows them anyway). */
  readonly site?: true;
  /** Knows the team (names, addresses, roles). */
  readonly team?: true;
  /** Knows which partnership types the stage opens by a recorded override [L13] (variable OPENED_TYPES). */
  readonly openedTypes?: true;
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
}

/** A room's handlers: file name without `.handler.ts` -> what it needs. */
export type RoomManifest = Readonly<Record<string, FunctionSpec>>;
