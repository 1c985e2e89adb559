/** An answer of the API that is not a success, or none at all. `code` is stable; `detail` is for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly traceId: string | null,
  ) {
    super(detail);
  }
}

/** Never throws: a proxy's HTML error page is a problem too. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // Not JSON: the status is all there is.
  }
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return new ApiProblem(
    response.status,
    text(body.code) ?? `http_${response.status}`,
    text(body.detail) ?? text(body.title) ?? `The server answered ${response.status}.`,
    text(body.trace_id),
  );
}
