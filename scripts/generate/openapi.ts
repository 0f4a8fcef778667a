import * as z from 'zod';
import { allRoutes, type NamedRoute } from '../routes.ts';

type Json = Readonly<Record<string, unknown>>;

/** Shapes that have a name of their own, met so far. */
const shapes: Record<string, unknown> = {};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const made: Json = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const { $schema: _, $defs, ...rest } = made;
  for (const [name, one] of Object.entries($defs ?? {})) shapes[name] = withoutId(one);
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/'));
};

const withoutId = (schema: Json): Json => {
  const { id: _, ...rest } = schema;
  return rest;
};

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const responses: Readonly<Record<string, Json>> = {
  400: problem('The body is not valid JSON or UTF-8.'),
  401: problem('Nobody is signed in.'),
  403: problem('The session is over, or this person may not.'),
  404: problem('There is no such thing, or it is not yours.'),
  409: problem('A legal request in an illegal state.'),
  413: problem('The body is too large.'),
  415: problem('The body has another content type.'),
  422: problem('The input is not valid; `errors` names the fields.'),
  429: problem('Too many requests; Retry-After says when to try again.'),
  500: problem('Something went wrong on our side; quote the request id.'),
};

/** Which refusals a route can give. */
const refusals = ({ route }: NamedRoute): Json => {
  const statuses = [
    ...(route.access === 'anyone' ? [] : [401, 403, 404]),
    ...(route.params ? [404] : []),
    ...(route.body ? [400, 409, 413, 415, 422] : []),
    ...(route.query ? [422] : []),
    429,
    500,
  ];
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
};

/** The fields of an object schema as parameters in the path or the query. */
const parameters = (schema: z.ZodType | undefined, where: 'path' | 'query'): readonly Json[] => {
  if (!schema) return [];
  const shape = schemaOf(schema, 'input');
  const required = Array.isArray(shape.required) ? shape.required : [];
  return Object.entries(shape.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
};

/** Parameters that the path names and no schema describes. */
const undescribed = ({ route }: NamedRoute): readonly Json[] =>
  route.params
    ? []
    : [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      }));

const operation = (named: NamedRoute): Json => {
  const { room, route } = named;
  const given = [...parameters(route.params, 'path'), ...undescribed(named), ...parameters(route.query, 'query')];
  const body = route.body && schemaOf(route.body, 'input');
  return {
    operationId: route.id,
    tags: [room],
    summary: route.summary,
    'x-access': route.access,
    ...(route.fresh ? { 'x-fresh-sign-in': true } : {}),
    ...(route.access === 'anyone' ? {} : { security: [{ session: [] }] }),
    ...(given.length > 0 ? { parameters: given } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: body },
              ...(route.form ? { 'application/x-www-form-urlencoded': { schema: body } } : {}),
            },
          },
        }
      : {}),
    responses: {
      [route.status]: {
        description: 'Done.',
        ...(route.answer ? { content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } } : {}),
        ...(route.produces ? { content: { [route.produces]: { schema: { type: 'string', format: 'binary' } } } } : {}),
      },
      ...refusals(named),
    },
  };
};

const components = {
  securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457 problem details.',
      required: ['type', 'title', 'status', 'detail', 'requestId'],
      properties: {
        type: { type: 'string', format: 'uri' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string', description: 'One sentence: what was wrong, what to do.' },
        requestId: { type: 'string', description: 'Quote it when you ask for help.' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { where: { type: 'string' }, field: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
  },
};

/** The OpenAPI 3.1 document of the whole API, made from the contracts of the rooms. */
export const openApi = async (): Promise<Json> => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const named of await allRoutes()) {
    const { path, method } = named.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(named) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tandem',
      version: '1',
      description: 'The API of a partner program: sign-up, partner portal, and the pages of the people who run it.',
    },
    paths,
    components: { ...components, responses, schemas: { ...components.schemas, ...shapes } },
  };
};

export const files = async (): Promise<Readonly<Record<string, string>>> => ({
  'web/public/openapi.json': `${JSON.stringify(await openApi(), null, 2)}\n`,
});
