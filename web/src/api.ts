/** What the API answered when it refused: the sentence to show, and the fields it is about. */
export class Refused extends Error {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Record<string, unknown>) {
    super(String(problem.detail ?? 'The server could not be reached. Check the connection and try again.'));
    this.status = status;
    this.problem = problem;
    this.requestId = String(problem.requestId ?? '');
    const errors = Array.isArray(problem.errors) ? problem.errors : [];
    this.fields = Object.fromEntries(errors.map((error) => [String(error.field), String(error.message)]));
  }
}

const request = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, {});
  }
  const text = await response.text();
  const data = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {};
  if (!response.ok) throw new Refused(response.status, data);
  return data as T;
};

export const api = {
  get: <T>(path: string): Promise<T> => request<T>('GET', path),
  post: <T>(path: string, body: unknown = {}): Promise<T> => request<T>('POST', path, body),
  put: <T>(path: string, body: unknown): Promise<T> => request<T>('PUT', path, body),
  delete: <T>(path: string): Promise<T> => request<T>('DELETE', path),
};
