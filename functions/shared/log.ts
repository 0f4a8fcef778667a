/** Structured log lines: one JSON object each, a code from this registry, never an address, a token or a secret. */
const codes = {
  REQUEST_FAILED: 'A request ended in an unexpected error',
  REQUEST_REFUSED: 'A request was refused',
  STEP_FAILED: 'A workflow step ended in an unexpected error',
  EVENT_SKIPPED: 'An event was already applied, or does not concern this function',
  EVENT_FAILED: 'An event could not be applied and will be delivered again',
  LETTER_SENT: 'A letter was handed to SES',
  LETTER_SKIPPED: 'A letter was not sent, by rule',
  LETTER_DEFERRED: 'A letter waits for SES to accept more',
  ACTION_NOT_CHASED: 'The owner of an action could not be written to; it is tried again the next day',
  DIGEST_NOT_SENT: 'A monthly digest could not be ordered; it is tried again the next day',
  LETTER_FAILED: 'A letter could not be built or sent',
  COMPLAINTS_HIGH: 'Complaints about letters reached the rate that warns',
  LETTERS_PAUSED: 'Complaints reached the rate that pauses tips and reminders',
  CONTACT_UNREACHABLE: 'A mailbox does not exist; nothing is sent to it any more',
  WAIT_SETTLED: 'A waiting workflow was told what it waited for',
  WAIT_GONE: 'A waiting workflow had already gone on',
  INTAKE_NOT_NOTED: 'What came by a way in could not be noted; the message itself was answered',
  MISMATCHED_REPEAT: 'The same key arrived with another body',
  REVENUE_CORRECTED: 'Counted revenue differed from the facts, and was mended',
  WAITING_REFUSED: 'What waited for its sale is not possible, now that the sale is there',
} as const;

export type LogCode = keyof typeof codes;
type Detail = Readonly<Record<string, string | number | boolean | undefined>>;

const write = (level: 'INFO' | 'WARN' | 'ERROR', code: LogCode, detail: Detail): void => {
  // An object, not text: Lambda's JSON logging keeps it as fields that log queries can name.
  const line = { code, says: codes[code], ...detail };
  if (level === 'ERROR') console.error(line);
  else if (level === 'WARN') console.warn(line);
  else console.info(line);
};

export const log = {
  info: (code: LogCode, detail: Detail = {}): void => write('INFO', code, detail),
  warn: (code: LogCode, detail: Detail = {}): void => write('WARN', code, detail),
  /** Logs the kind and text of an unexpected error, not its data. */
  error: (code: LogCode, error: unknown, detail: Detail = {}): void =>
    write('ERROR', code, {
      ...detail,
      error: error instanceof Error ? error.name : 'Unknown',
      text: error instanceof Error ? error.message.slice(0, 500) : String(error).slice(0, 500),
    }),
};
