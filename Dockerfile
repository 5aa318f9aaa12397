# One image a process, all from the same build: docker build --target <process> .
# Debian, because the query planner and Temporal's core are built for glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
COPY services services
COPY workflows workflows
COPY gateway gateway
COPY notifier notifier
COPY infra infra
COPY tests tests
RUN npm ci --no-progress
RUN node infra/run.mjs build

# What the processes need to run and nothing else: no compilers, no tests, no local servers.
FROM build AS packages
RUN npm ci --no-progress --omit=dev --workspace=services --workspace=gateway --workspace=notifier

FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/package.json package.json
COPY --from=packages /app/node_modules node_modules
COPY --from=packages /app/packages packages
COPY --from=packages /app/services services
COPY --from=packages /app/workflows/dist workflows/dist
COPY --from=packages /app/gateway gateway
COPY --from=packages /app/notifier notifier
COPY contracts contracts
# a volume put here starts with its owner
RUN install -d -o node -g node -m 700 /var/lib/zhishou/attachments /var/lib/zhishou/audit-heads
USER node
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=64"]

# Brings the database up to date: one schema and role a service, tables, demo people.
FROM runtime AS jobs
CMD ["packages/platform/dist/db/provision.cli.js"]

FROM runtime AS directory
CMD ["services/directory/dist/main.js"]

FROM runtime AS tickets
CMD ["services/tickets/dist/main.js"]

FROM runtime AS tickets-worker
CMD ["services/tickets/dist/worker.js"]

FROM runtime AS inspections
CMD ["services/inspections/dist/main.js"]

FROM runtime AS inspections-worker
CMD ["services/inspections/dist/worker.js"]

FROM runtime AS scoring
CMD ["services/scoring/dist/main.js"]

FROM runtime AS scoring-worker
CMD ["services/scoring/dist/worker.js"]

FROM runtime AS notifier
CMD ["notifier/dist/main.js"]

FROM runtime AS gateway
CMD ["gateway/dist/main.js"]
