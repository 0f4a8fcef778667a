import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Pages live in the browser: every address without a file name is the one document. */
const PAGES = `function handler(event) {
  var request = event.request;
  if (request.uri.split('/').pop().indexOf('.') < 0) request.uri = '/index.html';
  return request;
}`;

/** The API sees the address of CloudFront; rate limits need that of the visitor. Overwrites what a visitor sent. */
const VISITOR = `function handler(event) {
  event.request.headers['x-visitor-ip'] = { value: event.viewer.ip };
  return event.request;
}`;

const edge = (scope: Construct, id: string, functionName: string, comment: string, code: string): EdgeFunction =>
  new EdgeFunction(scope, id, {
    functionName,
    comment,
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(code),
  });

export const pageAddresses = (scope: Construct, prefix: string): EdgeFunction =>
  edge(scope, 'PageAddresses', `${prefix}-pages`, 'Answers every page address with the one document', PAGES);

export const visitorAddress = (scope: Construct, prefix: string): EdgeFunction =>
  edge(scope, 'VisitorAddress', `${prefix}-visitor`, "Passes on the visitor's address", VISITOR);
