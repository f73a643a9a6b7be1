FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements/run.lock requirements/
RUN python -m venv /opt/hub && /opt/hub/bin/pip install --no-cache-dir --require-hashes -r requirements/run.lock
COPY . .
RUN /opt/hub/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /srv/hub hub
COPY --from=build /opt/hub /opt/hub
ENV PATH=/opt/hub/bin:$PATH PYTHONUNBUFFERED=1 HUB_DATA_DIR=/srv/hub/data
USER hub
WORKDIR /srv/hub
RUN mkdir -p data
VOLUME /srv/hub/data
EXPOSE 8000
CMD ["gunicorn", "hub.app:create_app()", "--bind=0.0.0.0:8000", "--workers=2", "--preload", "--no-control-socket"]
