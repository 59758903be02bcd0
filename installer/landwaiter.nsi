; The Windows installer: for all users, with a Start menu entry and an uninstaller.
;
;   makensis -DVERSION=N installer/landwaiter.nsi
;
; Packs installer/dist/landwaiter, which PyInstaller made on Windows. The casebooks of the users lie
; elsewhere: neither an update nor an uninstallation touches them.

Unicode true
!include "MUI2.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

!ifndef VERSION
  !error "Say which version: makensis -DVERSION=N"
!endif
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Landwaiter"

Name "Landwaiter ${VERSION}"
OutFile "dist/landwaiter-${VERSION}-setup.exe"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
InstallDir "$PROGRAMFILES64\Landwaiter"

!insertmacro MUI_PAGE_LICENSE "../LICENSE"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "Landwaiter needs a 64-bit Windows." /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section "Landwaiter"
  SetShellVarContext all
  SetOutPath "$INSTDIR"
  ; Files of an older version must not stay beside the new ones.
  RMDir /r "$INSTDIR\_internal"
  File /r "dist/landwaiter/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Landwaiter.lnk" "$INSTDIR\landwaiter-window.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Landwaiter"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  SetShellVarContext all
  Delete "$SMPROGRAMS\Landwaiter.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\landwaiter.exe"
  Delete "$INSTDIR\landwaiter-window.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
