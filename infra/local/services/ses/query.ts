import type { ServiceAnswer, ServiceCall } from '../../service.ts';
import type { ServiceFault } from '../fault.ts';

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** The form fields of an AWS Query call, e.g. `Destinations.member.1`. */
export const readQuery = (call: ServiceCall): URLSearchParams =>
  new URLSearchParams(new TextDecoder().decode(call.body));

/** The members of a list field, in order. */
export const members = (form: URLSearchParams, field: string): string[] => {
  const values: string[] = [];
  for (let n = 1; form.has(`${field}.member.${n}`); n++) values.push(form.get(`${field}.member.${n}`) ?? '');
  return values;
};

export type Xml = string | { readonly [name: string]: Xml | readonly Xml[] };

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const render = (node: Xml): string => {
  if (typeof node === 'string') return escapeXml(node);
  return Object.entries(node)
    .map(([name, value]) => {
      const children = Array.isArray(value) ? value : [value];
      return children.map((child) => `<${name}>${render(child)}</${name}>`).join('');
    })
    .join('');
};

export const queryAnswer = (action: string, result: Xml, requestId: string): ServiceAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body:
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${render(result)}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
});

export const queryFault = (fault: ServiceFault, requestId: string): ServiceAnswer => ({
  status: fault.status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body:
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${fault.status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${fault.code}</Code><Message>${escapeXml(fault.message)}</Message></Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`,
});
