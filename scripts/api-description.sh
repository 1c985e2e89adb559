#!/usr/bin/env bash
# Writes the API description and the types that the pages are built with, from the server as it is now.
set -euo pipefail
cd "$(dirname "$0")/.."
export BMX_WRITE_OPENAPI=1
[[ ${1-} == --no-build ]] || dotnet build BmxTiming.Tests -v quiet
dotnet test --project BmxTiming.Tests --no-build --no-progress --filter-class '*OpenApiDocumentTests' || echo 'The description has faults; see above.' >&2
[[ frontend/node_modules/.package-lock.json -nt frontend/package-lock.json ]] || (cd frontend && npm ci --no-audit --no-fund)
(cd frontend && npm run --silent gen:api)
git status --short frontend/openapi frontend/src/lib/api
