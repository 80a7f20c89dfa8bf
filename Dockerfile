# The service in a container: built with the locked versions, run by a user without rights.
#
#   docker build -t nhacviec .
#   docker run --rm nhacviec demo
#   docker run -d --env-file .env -v nhacviec:/data -v "$PWD/data:/plan:ro" nhacviec
#
# The plan is read from /plan/plan.yaml (the repository's own, unless a folder is mounted there).
# What the service remembers is kept in /data.

ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/nhacviec
WORKDIR /src
# first the libraries: this layer stays as long as the lock file does
COPY requirements.lock ./
RUN /opt/nhacviec/bin/python -m pip install --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY schedules schedules
RUN /opt/nhacviec/bin/python -m pip install --no-deps --no-build-isolation . \
 && /opt/nhacviec/bin/python -m pip uninstall --yes hatchling pathspec pluggy trove-classifiers pip

FROM python:${PYTHON}-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin nhacviec \
 && install -d -o nhacviec -g nhacviec -m 0750 /data
COPY --from=build /opt/nhacviec /opt/nhacviec
COPY data/plan.yaml /plan/plan.yaml
# loopback inside a container reaches nobody, not even a published port
ENV PATH=/opt/nhacviec/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/nhacviec.db \
    PLAN_FILE=/plan/plan.yaml \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080
USER nhacviec
WORKDIR /data
VOLUME /data
EXPOSE 8080
# asked straight, past any proxy that the environment names; anything but 200 is unhealthy
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['HTTP_PORT'] + '/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["nhacviec"]
CMD ["run"]
