import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import * as z from 'zod';
import type { Ground } from '../../service.ts';
import { ServiceFault } from '../fault.ts';
import { addressOf } from './letters.ts';
import { headerLines, headerOf } from './message.ts';
import { members } from './query.ts';

/** A message on its way in, with its envelope. */
export interface Outgoing {
  readonly source: string;
  readonly destinations: string[];
  readonly configurationSet: string | null;
  readonly tags: Record<string, string>;
  readonly raw: Uint8Array;
}

const MAX_RECIPIENTS = 50;
const MAX_BYTES = 10 * 1024 * 1024;

/** SendRawEmail: `Source`, `Destinations` and the configuration set win over the message's own headers. */
export const readRaw = (form: URLSearchParams): Outgoing => {
  const raw = Uint8Array.from(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'));
  const lines = headerLines(raw);
  const listed = members(form, 'Destinations');
  return {
    raw,
    source: form.get('Source') ?? headerOf(lines, 'from') ?? '',
    destinations: listed.length > 0 ? listed : addressesIn(lines),
    configurationSet: form.get('ConfigurationSetName') ?? headerOf(lines, 'x-ses-configuration-set') ?? null,
    tags: { ...headerTags(headerOf(lines, 'x-ses-message-tags') ?? ''), ...formTags(form) },
  };
};

/** The same, of a caller that says it in values. */
export const readRawValues = (input: Readonly<Record<string, unknown>>): Outgoing => {
  const { Source, Destinations, RawMessage, ConfigurationSetName, Tags } = rawInput.parse(input);
  const lines = headerLines(RawMessage.Data);
  const tags = (Tags ?? []).map(({ Name, Value }) => [Name, Value]);
  return {
    // Its own bytes: a view would keep the whole block alive that it is cut from.
    raw: Uint8Array.from(RawMessage.Data),
    source: Source ?? headerOf(lines, 'from') ?? '',
    destinations: [...(Destinations ?? addressesIn(lines))],
    configurationSet: ConfigurationSetName ?? headerOf(lines, 'x-ses-configuration-set') ?? null,
    tags: { ...headerTags(headerOf(lines, 'x-ses-message-tags') ?? ''), ...Object.fromEntries(tags) },
  };
};

const rawInput = z.looseObject({
  Source: z.string().optional(),
  Destinations: z.array(z.string()).min(1).optional(),
  RawMessage: z.object({ Data: z.instanceof(Uint8Array) }),
  ConfigurationSetName: z.string().optional(),
  Tags: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
});

const addressesIn = (lines: ReturnType<typeof headerLines>): string[] =>
  ['to', 'cc', 'bcc'].flatMap((name) => splitAddresses(headerOf(lines, name) ?? ''));

/** SendEmail: the message is composed here, as SES does. */
export const readSimple = async (form: URLSearchParams): Promise<Outgoing> => {
  const source = form.get('Source') ?? '';
  const [to, cc, bcc] = [
    members(form, 'Destination.ToAddresses'),
    members(form, 'Destination.CcAddresses'),
    members(form, 'Destination.BccAddresses'),
  ];
  const composer = new MailComposer({
    from: source,
    to,
    cc,
    replyTo: members(form, 'ReplyToAddresses'),
    subject: form.get('Message.Subject.Data') ?? '',
    text: form.get('Message.Body.Text.Data') ?? undefined,
    html: form.get('Message.Body.Html.Data') ?? undefined,
  });
  const raw = await composer.compile().build();
  const configurationSet = form.get('ConfigurationSetName');
  return { raw, source, destinations: [...to, ...cc, ...bcc], configurationSet, tags: formTags(form) };
};

/** What SES refuses before it takes a message. */
export const checkOutgoing = (
  outgoing: Outgoing,
  ground: Ground,
  sets: ReadonlySet<string>,
  verified: (source: string) => boolean,
): void => {
  const { source, destinations, configurationSet, raw } = outgoing;
  if (raw.length === 0) throw new ServiceFault('InvalidParameterValue', 'Empty message.');
  if (raw.length > MAX_BYTES)
    throw new ServiceFault(
      'InvalidParameterValue',
      `Message length is more than ${MAX_BYTES} bytes long: '${raw.length}'.`,
    );
  if (destinations.length === 0) throw new ServiceFault('InvalidParameterValue', 'Missing final destination.');
  if (destinations.length > MAX_RECIPIENTS)
    throw new ServiceFault('InvalidParameterValue', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  for (const address of [source, ...destinations]) checkAddress(addressOf(address));
  if (!verified(source)) {
    const check = `The following identities failed the check in region ${ground.region.toUpperCase()}: ${source}`;
    throw new ServiceFault('MessageRejected', `Email address is not verified. ${check}`);
  }
  if (configurationSet && !sets.has(configurationSet))
    throw new ServiceFault('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`);
};

const checkAddress = (address: string): void => {
  const at = address.lastIndexOf('@');
  if (at < 0) throw new ServiceFault('InvalidParameterValue', "Missing final '@domain'");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0020\u007f]/.test(address.slice(0, at)))
    throw new ServiceFault('InvalidParameterValue', 'Local address contains control or whitespace');
  if (!/^[A-Za-z0-9.-]+$/.test(address.slice(at + 1)))
    throw new ServiceFault('InvalidParameterValue', 'Domain contains illegal character');
};

/** Addresses of a header, split at the commas outside of quotes. */
const splitAddresses = (header: string): string[] =>
  (header.match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? [])
    .map((address) => address.trim())
    .filter((address) => address !== '');

const headerTags = (header: string): Record<string, string> =>
  Object.fromEntries(
    header.split(/[,;]/).flatMap((pair) => {
      const [name, value] = pair.split('=').map((part) => part.trim());
      return name && value ? [[name, value]] : [];
    }),
  );

const formTags = (form: URLSearchParams): Record<string, string> => {
  const tags: Record<string, string> = {};
  for (let n = 1; form.has(`Tags.member.${n}.Name`); n++)
    tags[form.get(`Tags.member.${n}.Name`) ?? ''] = form.get(`Tags.member.${n}.Value`) ?? '';
  return tags;
};
