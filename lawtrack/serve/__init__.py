"""The page in the browser: a face like the command line. Starlette and uvicorn are needed for it, and for nothing else (``lawtrack[serve]``)."""
