# The portal in production: `docker compose up` builds and runs it; README.md says what to set first.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    STATE_DIR=/var/lib/portal STATIC_ROOT=/srv/static

# pg_dump and pg_restore, for `manage.py backup` and `restore`
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/portal --create-home portal \
    && mkdir /srv/portal /backups && chown portal /srv /backups
WORKDIR /srv/portal

COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

COPY . ./
USER portal
RUN python manage.py shell --no-imports -c "from portal.core.static_files import collect_if_changed; collect_if_changed()"

VOLUME /var/lib/portal /backups
EXPOSE 8000
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000", "--without-worker"]
