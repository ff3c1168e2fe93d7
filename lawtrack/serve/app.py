"""The routes: the page, jobs and their results, questions to the archive."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from lawtrack.errors import LawtrackError
from lawtrack.formats.files import safe_name
from lawtrack.serve import pages
from lawtrack.serve.bundle import DOCUMENTS
from lawtrack.serve.jobs import Job, Jobs
from lawtrack.serve.language import chosen, language_of
from lawtrack.serve.security import PAGE, RESULTS, Guard, TooMuch, report_policy, signed
from lawtrack.serve.settings import Settings
from lawtrack.serve.shelf import ask
from lawtrack.serve.uploads import LONGEST, Refused, read_order

Answerer = Callable[[Request], Awaitable[Response]]


def build_app(settings: Settings) -> Guard:
    """The whole application for these settings; ``app.state.jobs`` of the inner one holds the jobs."""
    jobs = Jobs(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await run_in_threadpool(jobs.close)

    desk = Desk(settings, jobs)
    routes = [
        Route("/", desk.page),
        Route("/static/{name}", desk.static),
        Route("/jobs", _told(desk.order), methods=["POST"]),
        Route("/jobs/{id}", _told(desk.state), methods=["GET"]),
        Route("/jobs/{id}", _told(desk.cancel), methods=["DELETE"]),
        Route(RESULTS + "{id}/documents.zip", _told(desk.documents)),
        Route(RESULTS + "{id}/{n:int}", _told(desk.report)),
    ]
    if settings.archive:
        routes += [
            Route("/archive/impact", _told(desk.impact), methods=["POST"]),
            Route("/archive/{question}", _told(desk.archive)),
        ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.jobs = jobs
    return Guard(app, settings)


def _told(answerer: Answerer) -> Answerer:
    """What goes wrong with a request, as an answer that the page can show."""

    async def answered(request: Request) -> Response:
        try:
            return await answerer(request)
        except Refused as error:
            return _wrong(request, error.status, error.message, error.message_en)
        except LawtrackError as error:
            return _wrong(request, 400, error.message, error.message_en)
        except TooMuch:
            return _wrong(request, 413, "上传的内容太大", "the upload is too large")
        except (TimeoutError, ClientDisconnect):
            return _wrong(request, 408, "上传中断了；请重试", "the upload broke off; try again")

    return answered


def _wrong(request: Request, status: int, zh: str, en: str) -> Response:
    return JSONResponse({"message": chosen(request.headers, zh, en)}, status)


class Desk:
    """The answers. Everything about a job is found by its id, which only who ordered it was told."""

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        self.settings = settings
        self.jobs = jobs
        self._policy = report_policy()

    async def page(self, request: Request) -> Response:
        language = language_of(request.headers)
        html = pages.page(language, self.settings)
        return HTMLResponse(
            html, headers={"content-security-policy": PAGE, "vary": "accept-language", "content-language": language}
        )

    async def static(self, request: Request) -> Response:
        found = pages.static(request.path_params["name"])
        if found is None:
            return _wrong(request, 404, "没有这个文件", "no such file")
        content, kind = found
        return Response(content, media_type=kind)

    async def order(self, request: Request) -> Response:
        job = self.jobs.order(await read_order(request, self.settings))
        return JSONResponse({"id": job.id}, 202)

    async def state(self, request: Request) -> Response:
        job = self._job(request)
        told: dict[str, Any] = {"state": job.state, "done": job.done, "of": job.of, "what": job.what}
        message = chosen(request.headers, job.message, job.message_en)
        told |= {"ahead": self.jobs.ahead(job), "message": message, "code": job.code}
        if job.state == "done":
            told |= {"answer": job.answer, "link": signed(self.settings, job.id)}
        return JSONResponse(told)

    async def cancel(self, request: Request) -> Response:
        await run_in_threadpool(self.jobs.cancel, self._job(request))
        return Response(status_code=204)

    async def report(self, request: Request) -> Response:
        html = self._job(request).files.get(f"report-{request.path_params['n']}.html")
        if html is None:
            raise Refused(404, "没有这份报告", "no such report")
        return HTMLResponse(html, headers={"content-security-policy": self._policy})

    async def documents(self, request: Request) -> Response:
        job = self._job(request)
        if DOCUMENTS not in job.files:
            raise Refused(404, "没有可以下载的文件", "nothing to download")
        name = quote(safe_name(job.answer.get("name", "")) + ".zip", safe="")
        disposition = f"attachment; filename=\"documents.zip\"; filename*=UTF-8''{name}"
        return Response(
            job.files[DOCUMENTS], media_type="application/zip", headers={"content-disposition": disposition}
        )

    async def archive(self, request: Request) -> Response:
        values = {k: v[:LONGEST] for k, v in request.query_params.items()}
        return JSONResponse(
            await run_in_threadpool(ask, self.settings.archive, request.path_params["question"], values)
        )

    async def impact(self, request: Request) -> Response:
        try:
            told = await request.json()
            order = {k: str(told.get(k, ""))[:LONGEST] for k in ("title", "since", "until")}
        except (ValueError, AttributeError, RecursionError):
            raise Refused(400, "请求的格式不对", "malformed request") from None
        job = self.jobs.order(
            {
                "impact": order.pop("title"),
                "archive": self.settings.archive,
                "language": language_of(request.headers),
                **order,
            }
        )
        return JSONResponse({"id": job.id}, 202)

    def _job(self, request: Request) -> Job:
        name = request.path_params["id"]
        job = self.jobs.find(name) if re.fullmatch(r"[\w-]{32}", name) else None
        if job is None:
            raise Refused(
                404,
                "这个结果已经不在了（不保留任何东西，只暂存一会儿）；请重新处理",
                "this result is gone (nothing is kept for long); do it again",
            )
        return job
