"""Limits on this process: how much memory it may take. For the process that reads files which nobody vouches for."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Any

EXIT_MEMORY = 75
"""How a process ends that has taken more memory than it may, where it notices by itself."""

_held: list[Any] = []


def limit_memory(most: int) -> None:
    """Lets this process take so many more bytes than it has now; what asks for more fails, or ends the process.

    Linux: a limit on addresses, so that an allocation fails. Windows: a job object, the same. macOS knows neither
    for running programs, so a thread looks at what has been taken, ten times a second.
    """
    if sys.platform == "win32":
        _limit_by_job(most)
        return
    import resource

    if sys.platform.startswith("linux"):
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a file of the kernel
            taken = int(file.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = taken + most
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no image of somebody's documents on the disk
        return
    threading.Thread(target=_watch, args=(most,), name="memory", daemon=True).start()


def _watch(most: int) -> None:
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    while True:
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > start + most:
            os._exit(EXIT_MEMORY)
        time.sleep(0.1)


def _limit_by_job(most: int) -> None:
    """Puts this process into a job object with a limit (Windows 8 and later nest them)."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64), ("per_job_time", ctypes.c_int64), ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t), ("most_set", ctypes.c_size_t), ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
        )  # fmt: skip

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic), ("io", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
        )  # fmt: skip

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # pyright: ignore[reportAttributeAccessIssue] - on Windows
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return  # the limit on time remains
    wanted = Extended()
    wanted.basic.flags = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    wanted.process_memory = most + 200_000_000  # what Python and the libraries take themselves
    if kernel.SetInformationJobObject(job, 9, ctypes.byref(wanted), ctypes.sizeof(wanted)):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    _held.append(job)  # the limit ends with the last handle
