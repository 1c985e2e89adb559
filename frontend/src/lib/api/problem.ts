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

/** @param error the body; a proxy's HTML error page is a problem too. */
export function problemOf(status: number, error: unknown): ApiProblem {
  const body: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return new ApiProblem(
    status,
    text(body.code) ?? `http_${status}`,
    text(body.detail) ?? text(body.title) ?? `The server answered ${status}.`,
    text(body.trace_id),
  );
}
